import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Architecture, AssetCode, CfnFunction, Code, CodeConfig, ResourceBindOptions } from 'aws-cdk-lib/aws-lambda';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { buildFolder } from './build-cache';

/** Builds the code for a processor and a handler, and returns the folder that holds it. */
export type Build = (architecture: Architecture, handler: string | undefined) => string;

/** Attributes of the function that binds the code. */
interface Target {
  readonly architecture?: Architecture;
}

/** Code that is built when a function binds it, since only then its processor is known. */
export class BuiltCode extends Code {
  public readonly isInline = false;

  /** The handler that the bundle must hold. Set by the function, before it binds the code. */
  public handler?: string;

  private asset?: AssetCode;

  public constructor(private readonly source: string, private readonly build: Build) {
    super();
  }

  public bind(scope: Construct): CodeConfig {
    const { architecture } = scope as Target;
    // `cdk list` asks for the names of stacks only.
    const folder = Stack.of(scope).bundlingRequired ? this.build(architecture ?? Architecture.ARM_64, this.handler) : notBuilt(this.source);
    this.asset = Code.fromAsset(folder);
    return this.asset.bind(scope);
  }

  public override bindToResource(resource: CfnResource, options?: ResourceBindOptions): void {
    this.asset?.bindToResource(resource as CfnFunction, options);
  }
}

/** A folder in place of code that nobody deploys. */
function notBuilt(source: string): string {
  const folder = join(buildFolder(), 'not-built');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'README'), `${source} is built when its stack is synthesized.\n`);
  return folder;
}

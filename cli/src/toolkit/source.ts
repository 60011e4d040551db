import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CdkAppMultiContext, MemoryContext, type ICloudAssemblySource, type Toolkit } from '@aws-cdk/toolkit-lib';
import { CliError } from '../errors';
import { readJson } from '../files';
import { listOf, objectOf, type JsonObject } from '../template';

export interface AppProps {
  /** A command line for the shell. */
  readonly app: string;
  /** Working directory of the command, with cdk.json and cdk.context.json. */
  readonly cwd: string;
  /** Folder for the assembly. */
  readonly folder: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Runs the command line and resolves to its exit code. */
  readonly run: (commandLine: string, env: Readonly<Record<string, string>>) => Promise<number>;
  /** Awaited before values are looked up for an app that asks for some. The account is that of the first of them, if it names one. */
  readonly beforeLookups: (account?: string) => Promise<unknown>;
}

/** An assembly that an app synthesizes; values that it looks up are not written to its cdk.context.json. */
export async function synthesizedBy(toolkit: Toolkit, props: AppProps): Promise<ICloudAssemblySource> {
  const { app, cwd, folder, context, run, beforeLookups } = props;
  const known = await new CdkAppMultiContext(cwd, { ...context }).read();
  return toolkit.fromAssemblyBuilder(async ({ env }) => {
    const code = await run(app, env);
    if (code !== 0) throw CliError.failed(`the app failed to synthesize (exit code ${code}): ${app}`);
    if (!existsSync(join(folder, 'manifest.json'))) {
      throw CliError.failed(`the app failed to synthesize: it ended well and wrote no manifest.json into the folder of CDK_OUTDIR; does it call app.synth()?: ${app}`);
    }
    const [lookup] = lookupsIn(folder);
    if (lookup) await beforeLookups(typeof lookup.account === 'string' ? lookup.account : undefined);
    return { directory: folder };
  }, {
    outdir: folder,
    contextStore: new MemoryContext(known),
    clobberEnv: false,
    disposeOutdir: false,
    resolveDefaultEnvironment: false,
  });
}

/** A copy of an assembly, so that editing it leaves the original alone. */
export async function copyOf(toolkit: Toolkit, assembly: string, folder: string): Promise<ICloudAssemblySource> {
  // A lock that a run of the CDK Toolkit left in the folder says nothing about the copy.
  await cp(assembly, folder, { recursive: true, filter: (path) => !isLock(path) });
  return toolkit.fromAssemblyDirectory(folder);
}

/** The properties of each value that the app asks for. */
function lookupsIn(folder: string): readonly JsonObject[] {
  return listOf(objectOf(readJson(join(folder, 'manifest.json'))).missing).map((lookup) => objectOf(objectOf(lookup).props));
}

function isLock(path: string): boolean {
  return /^(synth|read\..*)\.lock$/.test(basename(path));
}

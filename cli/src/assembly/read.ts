import { readJson, requireFolder } from '../files';
import { artifactsIn, inside, manifestIn, noStack } from './manifest';
import { CliError } from '../errors';
import type { StackState } from '../plan/state/stage-state';
import { listOf, objectOf, templateOf, withoutCycle, type Json, type JsonObject } from '../template';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly artifactId: string;
  readonly artifact: JsonObject;
  /** The folder of the assembly, or of the nested one, that holds the stack's files. */
  readonly folder: string;
  readonly state: StackState;
  /** Names of the stacks that deploy before this one. */
  readonly dependencies: readonly string[];
  /** The stack's asset manifest, where it has one. */
  readonly assets?: { readonly artifactId: string; readonly artifact: JsonObject; readonly file: string };
}

/** A cloud assembly: what `cdk synth` wrote. */
export interface Assembly {
  readonly folder: string;
  /** The version of the schema that its manifest follows. */
  readonly version: Json;
  readonly minimumCliVersion?: Json;
  readonly stacks: readonly AssemblyStack[];
}

/** Reads an assembly with the nested ones of its stages. */
export function readAssembly(folder: string, option: string): Assembly {
  const stacks = readStacks(folder, option);
  const manifest = manifestIn(folder, option);
  const seen = new Set<string>();
  for (const { state: { name } } of stacks) {
    if (seen.has(name)) throw CliError.usage(`${option} ${folder}: two stacks are named ${name}; plan one Region at a time`);
    seen.add(name);
  }
  return {
    folder,
    version: manifest.version ?? '36.0.0',
    ...manifest.minimumCliVersion === undefined ? {} : { minimumCliVersion: manifest.minimumCliVersion },
    stacks,
  };
}

/** Reads the stacks alone, including those of nested assemblies. Two stacks of one name can be in different Regions. */
export function readStacks(folder: string, option: string): readonly AssemblyStack[] {
  requireFolder(folder, option);
  const stacks = stacksIn(folder, option);
  if (stacks.length === 0) throw noStack(folder, option);
  return stacks;
}

function stacksIn(folder: string, option: string): readonly AssemblyStack[] {
  const artifacts = artifactsIn(folder, option);
  return artifacts.flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly') return stacksIn(inside(folder, objectOf(artifact.properties).directoryName, id, option), option);
    return artifact.type === 'aws:cloudformation:stack' ? [stackOf(folder, id, artifact, new Map(artifacts))] : [];
  });
}

function stackOf(folder: string, id: string, artifact: JsonObject, artifacts: ReadonlyMap<string, JsonObject>): AssemblyStack {
  const properties = objectOf(artifact.properties);
  const name = typeof properties.stackName === 'string' ? properties.stackName : id;
  const file = inside(folder, properties.templateFile, id, '--assembly');
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(artifact.environment as string)) ?? [];
  const dependencies = listOf(artifact.dependencies).map(String);
  const assetId = dependencies.find((one) => artifacts.get(one)?.type === 'cdk:asset-manifest');
  const assetArtifact = assetId === undefined ? undefined : artifacts.get(assetId);
  return {
    artifactId: id,
    artifact,
    folder,
    state: {
      name,
      template: withoutCycle(templateOf(readJson(file), file), file),
      tags: Object.fromEntries(Object.entries(objectOf(properties.tags)).map(([key, value]) => [key, String(value as string)])),
      tagsKnown: true,
      parameters: {},
      observedValues: {},
      ...account === '' || account === 'unknown-account' ? {} : { account },
      ...region === '' || region === 'unknown-region' ? {} : { region },
    },
    dependencies: dependencies.flatMap((one) => {
      const other = artifacts.get(one);
      return other?.type === 'aws:cloudformation:stack' ? [String(objectOf(other.properties).stackName ?? one)] : [];
    }),
    ...assetId === undefined || !assetArtifact ? {} : { assets: { artifactId: assetId, artifact: assetArtifact, file: inside(folder, objectOf(assetArtifact.properties).file, assetId, '--assembly') } },
  };
}

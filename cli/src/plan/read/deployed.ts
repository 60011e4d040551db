import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { descriptionOf, observedValuesOf } from './description';
import { existingResources, type ExistingResource } from './existing';
import { importersIn } from './importers';
import { CliError } from '../../errors';
import { readJson, readText, requireFolder } from '../../files';
import { isObject, parseText, templateOf, withoutCycle, type Json } from '../../template';
import type { StackState, StageState } from '../state/stage-state';

/** Deployed state, as far as it is known. */
export interface Deployed {
  readonly stacks: StageState;
  readonly existing: readonly ExistingResource[];
  /** Stacks that import each export. Undefined if nobody asked. */
  readonly importers?: ReadonlyMap<string, readonly string[]>;
  /** Resources that differ from their template, by `stack.logicalId`. Undefined if drift wasn't checked. */
  readonly drifted?: ReadonlyMap<string, string>;
  /** Keys of names that nobody has, as AWS said. */
  readonly checked?: ReadonlySet<string>;
}

const TEMPLATE = /\.(json|ya?ml)$/;
const DESCRIPTION = '.stack.json';
const EXISTING = 'existing.json';
const IMPORTERS = 'importers.json';

/** Reads a folder: `{stackName}.json` or `.yaml` for each live stack, `{stackName}.stack.json` where there is one, `existing.json`, `importers.json`. */
export function readDeployed(folder: string): Deployed {
  requireFolder(folder, '--deployed');
  const files = readdirSync(folder).sort();
  const stacks = new Map<string, StackState>();
  for (const file of files.filter((name) => TEMPLATE.test(name) && !name.endsWith(DESCRIPTION) && name !== EXISTING && name !== IMPORTERS)) {
    const name = basename(file).replace(TEMPLATE, '');
    if (stacks.has(name)) throw CliError.usage(`${join(folder, file)}: a second template of ${name}; keep one`);
    stacks.set(name, readStack(folder, name, file, files));
  }
  for (const file of files.filter((one) => one.endsWith(DESCRIPTION))) {
    if (!stacks.has(file.slice(0, -DESCRIPTION.length))) throw CliError.usage(`${join(folder, file)}: describes a stack without a template; add ${file.slice(0, -DESCRIPTION.length)}.json`);
  }
  if (stacks.size === 0) throw CliError.usage(`--deployed ${folder}: holds no template; expected {stackName}.json or .yaml for each live stack`);
  return {
    stacks,
    existing: files.includes(EXISTING) ? existingResources(readJson(join(folder, EXISTING)), join(folder, EXISTING)) : [],
    ...files.includes(IMPORTERS) ? { importers: importersIn(readJson(join(folder, IMPORTERS)), join(folder, IMPORTERS)) } : {},
  };
}

/** A template as GetTemplate gives it: the whole answer or the bare body, the body as an object or as text. */
export function bodyOf(value: Json, file: string): Json {
  if (!isObject(value) || value.TemplateBody === undefined) return value;
  return typeof value.TemplateBody === 'string' ? parseText(value.TemplateBody, file) : value.TemplateBody;
}

function readStack(folder: string, name: string, file: string, files: readonly string[]): StackState {
  const path = join(folder, file);
  const template = withoutCycle(templateOf(bodyOf(parseText(readText(path), path), path), path), path);
  if (Object.keys(template.Resources).length === 0) throw CliError.usage(`${path}: no resource; a live stack has at least one`);
  const description = join(folder, name + DESCRIPTION);
  if (!files.includes(name + DESCRIPTION)) return { name, template, tags: {}, tagsKnown: false, parameters: {}, observedValues: {} };
  const { outputs, ...described } = descriptionOf(readJson(description), name, description);
  return { name, template, ...described, tagsKnown: true, observedValues: observedValuesOf(template, outputs) };
}

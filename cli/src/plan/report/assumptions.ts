import { isList, isObject, objectOf, type Json, type Template } from '../../template';
import { unmangled } from '../compare';
import type { Plan } from '../plan';
import { factsOf } from '../rules/facts';
import type { StageState } from '../state/stage-state';

/** Input of the assumptions that a plan makes without other information. */
export interface AssumptionInput {
  readonly plan: Plan;
  readonly deployed: StageState;
  readonly target: StageState;
  readonly leftOut: readonly string[];
  /** Known importers of each export. */
  readonly importers: ReadonlyMap<string, readonly string[]> | undefined;
  readonly accept: ReadonlySet<string>;
}

/** Every assumption, one line each. */
export function assumptionsOf({ plan, deployed, target, leftOut, importers, accept }: AssumptionInput): readonly string[] {
  const both = [...deployed.values()].filter(({ name }) => target.has(name));
  const used = new Set(plan.accepted.map((finding) => finding.accept));
  return [
    ...[...target.keys()].filter((name) => !deployed.has(name)).sort().map((name) => `the stack ${name} does not exist yet`),
    ...freeNames(plan.adoptions.assumedFree),
    ...plan.adoptions.adoptions.filter(({ assumed }) => assumed).map(({ logicalId, stack }) => `${logicalId} of ${stack} is, where it exists, as the target describes it`),
    ...both.filter(({ tagsKnown }) => !tagsKnown).map(({ name }) => `${name} has no stack tags beside the target's; a deployment would drop others: put ${name}.stack.json there to keep them`),
    ...both.filter(({ tagsKnown, template }) => !tagsKnown && plainParameters(template).length > 0)
      .map(({ name, template }) => `the parameters ${plainParameters(template).join(', ')} of ${name} have their defaults; put ${name}.stack.json there if they have not`),
    ...both.flatMap(({ name, template }) => doubtfulTexts(template, target.get(name)?.template)
      .map((id) => `the "?" in ${name}.${id} is one; GetTemplate prints it for characters outside ASCII, and step 1 would deploy it`)),
    ...assumedInUse(plan, importers),
    ...leftOut.map((name) => `${name} is of another stage, and is left out`),
    ...[...deployed.keys()].filter((name) => !target.has(name)).sort().map((name) => `${name} is not in the assembly, and stays as it is${gives(plan, name)}`),
    ...[...accept].filter((word) => !used.has(word)).sort().map((word) => `--accept ${word} names nothing that this plan changes`),
  ];
}

/** Returns the names that are assumed to be free. Resources without data are counted by type, because eighty alarms would hide the one bucket. */
function freeNames(assumed: Plan['adoptions']['assumedFree']): readonly string[] {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  for (const { stack, logicalId, type, name } of assumed) {
    if (factsOf(type).stateful) lines.push(`the name ${name} is free (${type} ${logicalId} of ${stack}); list it in existing.json if it is not`);
    else counts.set(`${type} of ${stack}`, (counts.get(`${type} of ${stack}`) ?? 0) + 1);
  }
  return [...lines, ...[...counts].map(([kind, count]) => `the names of ${count} ${kind} are free; list in existing.json which are not`)];
}

function gives(plan: Plan, name: string): string {
  const given = plan.adoptions.adoptions.filter(({ from }) => from?.stack === name).map(({ from }) => from?.logicalId ?? '');
  return given.length === 0 ? '' : `, but for ${given.join(', ')}, which it releases`;
}

/** Exports of which nobody said who imports them. */
function assumedInUse({ change }: Plan, importers: AssumptionInput['importers']): readonly string[] {
  if (!importers) return ['every export is in use'];
  const unknown = change.stacks.flatMap(({ exports }) => exports.filter(({ name, kind }) => kind !== 'added' && !importers.has(name))).length;
  return unknown === 0 ? [] : [`every export of which nobody said who imports it is in use: ${unknown}`];
}

/** Parameters that hold a value of their own rather than one of the parameter store. */
function plainParameters(template: Template): readonly string[] {
  return Object.entries(objectOf(template.Parameters)).filter(([, declared]) => !String(objectOf(declared).Type as string).startsWith('AWS::SSM::')).map(([name]) => name);
}

/** Resources with a question mark where the target has characters outside ASCII, so that nobody knows what is deployed. */
function doubtfulTexts(template: Template, target: Template | undefined): readonly string[] {
  return Object.entries(template.Resources).filter(([id, resource]) => isDoubtful(resource, target?.Resources[id])).map(([id]) => id);
}

function isDoubtful(old: Json, next: Json | undefined): boolean {
  if (typeof old === 'string' && typeof next === 'string') return old.includes('?') && /[^\x00-\x7F]/.test(next) && unmangled(old, next) === old && old !== next;
  if (isList(old) && isList(next)) return old.some((item, index) => isDoubtful(item, next[index]));
  return isObject(old) && isObject(next) && Object.entries(old).some(([key, value]) => isDoubtful(value, next[key]));
}

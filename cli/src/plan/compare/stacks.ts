import type { NamedChange, StackChange } from './changes';
import { unmangled } from './mangled';
import { compareResource } from './resources';
import { withFollowers } from './ripple';
import { same, type Json } from '../../template';
import type { StageState } from '../state/stage-state';
import type { StackView, Views } from '../state/view';

/** Changes that one update or a whole plan makes to a stage. */
export interface StageChange {
  readonly before: StageState;
  readonly after: StageState;
  readonly stacks: readonly StackChange[];
  /** Looks at a stack before or after. */
  viewBefore(stack: string): StackView | undefined;
  viewAfter(stack: string): StackView | undefined;
}

/** Compares two states of a stage; `imports` names what comes in by import, as `stack.logicalId`. */
export function compareStages(before: StageState, after: StageState, views: Views, imports: ReadonlySet<string> = new Set()): StageChange {
  const viewIn =
    (stage: StageState) =>
      (name: string): StackView | undefined => {
        const stack = stage.get(name);
        return stack && views.of(stack, stage);
      };
  const [viewBefore, viewAfter] = [viewIn(before), viewIn(after)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const stacks = names.map((name) => {
    const [old, next] = [viewBefore(name), viewAfter(name)];
    return withFollowers(compareStack(name, old, next, imports), old, next);
  });
  return { before, after, stacks, viewBefore, viewAfter };
}

/** Every stack of a stage, seen among the others. */
export function viewsIn(stage: StageState, views: Views): readonly StackView[] {
  return [...stage.values()].map((stack) => views.of(stack, stage));
}

/** The stacks as they are before a change. */
export function viewsBefore({ before, viewBefore }: StageChange): readonly StackView[] {
  return [...before.keys()].flatMap((name) => viewBefore(name) ?? []);
}

/** The stacks as they are after a change. */
export function viewsAfter({ after, viewAfter }: StageChange): readonly StackView[] {
  return [...after.keys()].flatMap((name) => viewAfter(name) ?? []);
}

function compareStack(stack: string, before: StackView | undefined, after: StackView | undefined, imports: ReadonlySet<string>): StackChange {
  const [olds, news] = [before?.resources, after?.resources];
  const logicalIds = [...new Set([...(olds?.keys() ?? []), ...(news?.keys() ?? [])])].sort();
  const resources = logicalIds.map((id) => compareResource(stack, id, olds?.get(id), news?.get(id), imports.has(`${stack}.${id}`)));
  const outputs = named(valuesOf(before), valuesOf(after));
  const exports = named(exportsOf(before), exportsOf(after));
  const tags = named(new Map(Object.entries(before?.state.tags ?? {})), new Map(Object.entries(after?.state.tags ?? {})));
  const changed = resources.some(({ kind }) => kind !== 'kept') || [...outputs, ...exports, ...tags].some(({ kind }) => kind !== 'kept');
  return { stack, kind: !before ? 'added' : changed ? 'changed' : 'kept', resources, outputs, exports, tags };
}

function valuesOf(view: StackView | undefined): ReadonlyMap<string, Json> {
  return new Map([...(view?.outputs.values() ?? [])].map(({ key, value }) => [key, value]));
}

/** The exports of a stack by name: CloudFormation knows them by that, not by their output. */
export function exportsOf(view: StackView | undefined): ReadonlyMap<string, Json> {
  return new Map(
    [...(view?.outputs.values() ?? [])].flatMap(({ exportName, value }) => (exportName === undefined ? [] : [[exportName, value] as const])),
  );
}

function named(before: ReadonlyMap<string, Json>, after: ReadonlyMap<string, Json>): readonly NamedChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((name) => {
    const [old, next] = [before.get(name), after.get(name)];
    if (old === undefined) return { name, kind: 'added', ...(next === undefined ? {} : { after: next }) };
    if (next === undefined) return { name, kind: 'lost', before: old };
    return { name, kind: same(text(unmangled(old, next)), text(next)) ? 'kept' : 'changed', before: old, after: next };
  });
}

/** CloudFormation's outputs and tags are texts: 1 and "1" are the same. */
function text(value: Json): Json {
  return typeof value === 'object' ? value : String(value);
}

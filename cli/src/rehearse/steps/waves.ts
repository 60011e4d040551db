import { linksOf } from './literal-ids';
import { CliError } from '../../errors';
import { circleIn } from '../../plan/state/reads';
import type { StackState, StageState } from '../../plan/state/stage-state';
import { Views } from '../../plan/state/view';
import { referencesIn } from '../../template';

/** Groups the stacks so that each comes after the stacks whose exports it imports, or whose IDs it writes. */
export function wavesOf(stage: StageState): readonly (readonly StackState[])[] {
  const needs = needsIn(stage);
  const waves: StackState[][] = [];
  const made = new Set<string>();
  while (made.size < stage.size) {
    const wave = [...stage.values()].filter(({ name }) => !made.has(name) && [...needs.get(name) ?? []].every((other) => made.has(other)));
    if (wave.length === 0) throw CliError.usage(`--deployed: ${[...stage.keys()].filter((name) => !made.has(name)).join(', ')} import from each other in a circle; take one of the imports out`);
    wave.forEach(({ name }) => made.add(name));
    waves.push(wave);
  }
  return waves;
}

/** Imports, and IDs that a template writes: two stacks that write each other's IDs can be made in any order. */
function needsIn(stage: StageState): ReadonlyMap<string, ReadonlySet<string>> {
  let needs = importsIn(stage);
  for (const { stack: owner, readers } of linksOf(stage)) {
    for (const reader of readers) {
      const wanted = new Map([...needs, [reader, new Set([...needs.get(reader) ?? [], owner])]]);
      if (!circleIn(wanted)) needs = wanted;
    }
  }
  return needs;
}

/** For each stack the others that it imports from; a stack that nobody gave has nothing to wait for. */
function importsIn(stage: StageState): ReadonlyMap<string, ReadonlySet<string>> {
  const views = new Views();
  const owners = new Map<string, string>();
  for (const stack of stage.values()) {
    for (const { exportName } of views.of(stack, stage).outputs.values()) if (exportName !== undefined) owners.set(exportName, stack.name);
  }
  return new Map([...stage.values()].map((stack) => {
    const { resolver } = views.of(stack, stage);
    const owned = referencesIn(stack.template).imports.map((argument) => owners.get(String(resolver.value(argument) as string)));
    return [stack.name, new Set(owned.filter((name) => name !== undefined && name !== stack.name))] as const;
  })) as ReadonlyMap<string, ReadonlySet<string>>;
}

import { CliError } from '../../errors';
import type { StackState, StageState } from '../../plan/state/stage-state';
import { Views } from '../../plan/state/view';
import { referencesIn } from '../../template';

/** Groups the stacks so that they can be created one group after the other: importers of an export come after its publisher. */
export function wavesOf(stage: StageState): readonly (readonly StackState[])[] {
  const needs = importsIn(stage);
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

import type { StackView } from './view';
import { canonical, objectOf, referencesIn, same, type Json } from '../../template';

/** A value that a stack gives others. */
export interface Published {
  readonly stack: string;
  readonly value: Json;
}

/** Every value that stacks give others, by what `readsOf` calls it. */
export function publishedIn(views: readonly StackView[]): ReadonlyMap<string, Published> {
  return new Map(views.flatMap(({ state: { name: stack }, outputs }) => [...outputs.values()].flatMap(({ key, exportName, value }) => [
    [outputName(stack, key), { stack, value }] as const,
    ...exportName === undefined ? [] : [[exportNameOf(exportName), { stack, value }] as const],
  ])));
}

/** Returns the values that a part of a template reads from other stacks. */
export function readsOf(body: Json, { resolver }: StackView): readonly string[] {
  const { imports, stackOutputs } = referencesIn(body);
  return [
    ...imports.map((argument) => {
      const name = resolver.value(argument);
      return exportNameOf(typeof name === 'string' ? name : canonical(name));
    }),
    ...stackOutputs.map((argument) => {
      const { StackName: stack, OutputName: output } = objectOf(resolver.value(argument));
      return outputName(String(stack as string), String(output as string));
    }),
  ];
}

/**
 * Returns for each stack the other stacks to deploy before it in one step: it reads a value that they publish for the first time or change
 * in that step. Existing values need no order.
 */
export function readingOrder(before: readonly StackView[], after: readonly StackView[]): ReadonlyMap<string, ReadonlySet<string>> {
  const [old, next] = [publishedIn(before), publishedIn(after)];
  const was = new Map(before.map(({ state }) => [state.name, state]));
  return new Map(after.filter(({ state }) => was.get(state.name) !== state).map((view) => {
    const { name, template } = view.state;
    const owners = readsOf([template.Resources, template.Outputs], view).flatMap((read) => {
      const owner = next.get(read);
      return !owner || owner.stack === name || same(old.get(read)?.value, owner.value) ? [] : [owner.stack];
    });
    return [name, new Set(owners)] as const;
  }));
}

/** A circle in an order, if there is one. */
export function circleIn(order: ReadonlyMap<string, Iterable<string>>): readonly string[] | undefined {
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const next of order.get(name) ?? []) {
      const circle = visit(next, [...path, name]);
      if (circle) return circle;
    }
    return undefined;
  };
  for (const name of order.keys()) {
    const circle = visit(name, []);
    if (circle) return circle;
  }
  return undefined;
}

function exportNameOf(name: string): string {
  return `export ${name}`;
}

function outputName(stack: string, key: string): string {
  return `output ${stack}.${key}`;
}

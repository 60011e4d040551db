import { asked, outputsOf, resolve, type Json, type Place } from './values';
import type { StackInput } from './world';

type Ordered = StackInput & { readonly after?: readonly string[] };

/** The stacks in the order in which `cdk deploy --all` deploys them; without a written order in that of what they read. */
export function order(stacks: readonly Ordered[], fail: (what: string) => void): readonly Ordered[] {
  const owners = new Map(stacks.flatMap((stack) => Object.values(outputsOf(stack.template)).flatMap(({ Export: exported }) => (
    exported === undefined ? [] : [[nameOf(stack, (exported as { readonly Name: Json }).Name), stack.name] as const]))));
  const read = (stack: Ordered): readonly string[] => asked([stack.template.Resources ?? null, stack.template.Outputs ?? null]).exports
    .flatMap((name) => owners.get(nameOf(stack, name)) ?? []).filter((name) => name !== stack.name);
  const needs = new Map(stacks.map((stack) => [stack.name, stack.after ?? read(stack)]));
  const sorted: Ordered[] = [];
  while (sorted.length < stacks.length) {
    const ready = stacks.filter((stack) => !sorted.includes(stack) && (needs.get(stack.name) ?? [])
      .every((name) => sorted.some((one) => one.name === name) || !stacks.some((one) => one.name === name)));
    if (ready.length === 0) {
      const rest = stacks.filter((stack) => !sorted.includes(stack));
      // Without a written order only what is new has to wait; those that read from each other all along can go in any.
      if (stacks.some(({ after }) => after)) fail(`${rest.map(({ name }) => name).join(', ')} wait for each other`);
      return [...sorted, ...rest];
    }
    sorted.push(...ready);
  }
  return sorted;
}

function nameOf({ name: stack, template, parameters, account, region }: StackInput, name: Json): string {
  const place: Place = { stack, template, parameters, account, region, ref: (id) => `<${id}>`, exported: () => undefined };
  return String(resolve(name, place) as string);
}

import { carry, type Carried } from './carry';
import { conditionsIn, namesIn, same, type Json, type Output, type Resource, type Template } from '../../template';

/** Composition of a step's template. */
export interface Composition {
  /** Logical IDs that stay as they are for now; one that is not there yet is not made yet. */
  readonly held: ReadonlySet<string>;
  /** A definition between the two, for some logical IDs. */
  readonly between: ReadonlyMap<string, Resource>;
  /** Keys of outputs that stay as they are for now. */
  readonly heldOutputs?: ReadonlySet<string>;
  /** True if resources that the target lacks stay for now. */
  readonly keepsLeaving?: boolean;
}

/**
 * The target's template, with some resources left as they are.
 * What needs a resource that is not made yet waits for it, and what a held resource needs stays.
 */
export function compose(now: Template, target: Template, composition: Composition): Carried {
  const { held, between } = composition;
  const waiting = new Set(held);
  let resources = assemble(now, target, waiting, composition);
  for (let late = tooEarly(resources, target); late.length > 0; late = tooEarly(resources, target)) {
    for (const id of late) waiting.add(id);
    resources = assemble(now, target, waiting, composition);
  }
  const kept = Object.entries(resources)
    .filter(([id]) => waiting.has(id) || between.has(id) || !target.Resources[id])
    .map(([, resource]) => resource);
  const { outputs, old } = outputsOf(now, target, resources, composition);
  return carry({ ...target, Resources: resources, Outputs: outputs }, now, [...kept, ...old]);
}

function assemble(
  now: Template, target: Template, waiting: ReadonlySet<string>, { between, keepsLeaving = false }: Composition,
): Record<string, Resource> {
  const resources: Record<string, Resource> = {};
  for (const [id, resource] of Object.entries(target.Resources)) {
    const chosen = waiting.has(id) ? now.Resources[id] : (between.get(id) ?? resource);
    if (chosen) resources[id] = chosen;
  }
  if (keepsLeaving) {
    for (const [id, resource] of Object.entries(now.Resources)) if (!target.Resources[id]) resources[id] = resource;
  }
  for (const [id, resource] of between) if (!target.Resources[id] && !waiting.has(id)) resources[id] = resource;
  const queue = [...waiting].flatMap((id) => needs(resources[id]));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const resource = now.Resources[name];
    if (!resource || resources[name] || target.Resources[name]) continue;
    resources[name] = resource;
    queue.push(...needs(resource));
  }
  return resources;
}

/** Resources that refer to one of the target's that is not there yet. */
function tooEarly(resources: Readonly<Record<string, Resource>>, target: Template): readonly string[] {
  return Object.entries(resources)
    .filter(([, resource]) => needs(resource).some((name) => target.Resources[name] && !resources[name]))
    .map(([id]) => id);
}

function needs(resource: Resource | undefined): readonly string[] {
  const on = resource?.DependsOn;
  return [...namesIn(resource?.Properties), ...(Array.isArray(on) ? on.map(String) : typeof on === 'string' ? [on] : [])];
}

/** The target's outputs whose resources are there; for the others, the old ones. */
function outputsOf(
  now: Template,
  target: Template,
  resources: Readonly<Record<string, Resource>>,
  { heldOutputs, keepsLeaving = false }: Composition,
): { readonly outputs: Record<string, Output>; readonly old: readonly Json[] } {
  const outputs: Record<string, Output> = {};
  const old: Json[] = [];
  const isThere = (output: Output | undefined): output is Output =>
    output !== undefined && [...namesIn(output.Value)].every((name) => resources[name] ?? !(target.Resources[name] ?? now.Resources[name]));
  for (const [key, output] of Object.entries(target.Outputs)) {
    const before = now.Outputs[key];
    if (isThere(output) && !heldOutputs?.has(key)) {
      outputs[key] = output;
    } else if (isThere(before)) {
      outputs[key] = before;
      old.push(before);
    }
  }
  for (const [key, output] of Object.entries(keepsLeaving ? now.Outputs : {})) {
    if (target.Outputs[key] || exportsAgain(output, target)) continue;
    outputs[key] = output;
    old.push(output);
  }
  return { outputs, old: old.filter((output) => conditionsIn(output).size + namesIn(output).size > 0) };
}

/** Returns true if the target exports the same name through another output: a stack can't export it twice. */
function exportsAgain({ Export: exported }: Output, target: Template): boolean {
  return exported !== undefined && Object.values(target.Outputs).some(({ Export: other }) => other !== undefined && same(other, exported));
}

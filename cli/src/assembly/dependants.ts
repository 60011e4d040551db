import { isObject, referencesIn, type EditableResource, type Json, type StackTemplate } from '../template';

/** A resource or an output that is taken out of a template. */
export interface RemovedPart {
  readonly stackName: string;
  /** A resource type, or `output`. */
  readonly type: string;
  /** A logical ID, or an output's key. */
  readonly logicalId: string;
  /** Missing reference of the part, or the form that the emulator refuses. */
  readonly why?: string;
}

export const OUTPUT = 'output';

/**
 * Takes out of the templates everything that refers to what is missing, and what refers to that in turn, in the same stack or
 * across stacks.
 *
 * @param stacks edited in place
 * @param missing resources that are gone already
 * @param lacks answers whether a resource that stays lacks an attribute
 * @returns what was taken out
 */
export function takeDependants(
  stacks: readonly StackTemplate[], missing: readonly RemovedPart[], lacks: (resource: EditableResource, attribute: string) => boolean,
): RemovedPart[] {
  const gone = new Set(missing.map(({ stackName, logicalId }) => `${stackName}.${logicalId}`));
  const lostExports = new Set<string>();
  const lostOutputs = new Set<string>();
  const taken: RemovedPart[] = [];
  let before: number;
  do {
    before = taken.length;
    stacks.forEach(takeFrom);
  } while (taken.length > before);
  stacks.forEach(forgetOrder);
  return taken;

  function takeFrom({ stackName, template: { Resources = {}, Outputs = {} } }: StackTemplate): void {
    for (const [logicalId, { Type: type, Properties }] of Object.entries(Resources)) {
      const why = whyNot(stackName, Properties, Resources);
      if (!why) continue;
      taken.push({ stackName, type, logicalId, why });
      gone.add(`${stackName}.${logicalId}`);
      delete Resources[logicalId];
    }
    for (const [logicalId, { Value, Export }] of Object.entries(Outputs)) {
      const why = whyNot(stackName, Value, Resources);
      if (!why) continue;
      taken.push({ stackName, type: OUTPUT, logicalId, why });
      lostOutputs.add(`${stackName}.${logicalId}`);
      if (Export) lostExports.add(JSON.stringify(Export.Name));
      delete Outputs[logicalId];
    }
  }

  function whyNot(stackName: string, part: unknown, present: Record<string, EditableResource>): string | undefined {
    const { names: resources, attributes, imports, stackOutputs } = referencesIn(part);
    for (const id of resources) if (gone.has(`${stackName}.${id}`)) return `refers to ${id}`;
    for (const target of attributes) {
      const [id = '', ...attribute] = target.split('.');
      const resource = present[id];
      if (resource && lacks(resource, attribute.join('.'))) return `refers to ${target}`;
    }
    for (const name of imports.map((argument) => JSON.stringify(argument))) if (lostExports.has(name)) return `imports ${name}`;
    for (const name of stackOutputs.map(outputName)) if (lostOutputs.has(name)) return `reads ${name}`;
    return undefined;
  }

  /** `DependsOn` only orders: what is left needs no order towards what is gone. */
  function forgetOrder({ stackName, template: { Resources = {} } }: StackTemplate): void {
    for (const resource of Object.values(Resources)) {
      if (resource.DependsOn === undefined) continue;
      const left = [resource.DependsOn].flat().filter((id) => !gone.has(`${stackName}.${id}`));
      if (left.length > 0) resource.DependsOn = left;
      else delete resource.DependsOn;
    }
  }
}

/** `Stack.Output` of the argument of an `Fn::GetStackOutput`. */
function outputName(argument: Json): string {
  return isObject(argument) ? `${String(argument.StackName as string)}.${String(argument.OutputName as string)}` : '';
}

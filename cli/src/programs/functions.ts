import { codePaths, openCode, type Code } from './code';
import { objectOf, type EditableResource, type Json, type StackTemplate } from '../template';

/** A function with the code that the assembly holds of it. */
export interface DeployedFunction {
  /** For people: its physical name, or else its stack and logical ID. */
  readonly name: string;
  readonly runtime: string;
  /** Undefined where the template computes it. */
  readonly handler?: string;
  readonly code: Code;
  /** Its layers in order, undefined for those whose content isn't in the assembly. */
  readonly layers: readonly (Code | undefined)[];
}

/**
 * Lists the functions of an assembly whose code is in it.
 *
 * @param assembly the folder of the assembly that the stacks are in
 */
export function functionsIn(stacks: readonly StackTemplate[], assembly: string): DeployedFunction[] {
  const paths = codePaths(assembly);
  const opened = new Map<string, Code | undefined>();
  const open = (path: string) => {
    if (!opened.has(path)) opened.set(path, openCode(path));
    return opened.get(path);
  };
  const codeOf = (content: Json | undefined) => {
    const { S3Key: key, ZipFile: text } = objectOf(content);
    const path = typeof key === 'string' ? paths.get(key) : undefined;
    if (path !== undefined) return open(path);
    return text === undefined ? undefined : INLINE;
  };
  return stacks.flatMap(({ stackName, template: { Resources: resources = {} } }) => Object.entries(resources).flatMap(([logicalId, resource]) => {
    const { Code: content, FunctionName: name, Runtime: runtime, Handler: handler, Layers: layers } = objectOf(resource.Properties as Json);
    const code = codeOf(content);
    if (resource.Type !== 'AWS::Lambda::Function' || typeof runtime !== 'string' || code === undefined) return [];
    return [{
      name: typeof name === 'string' ? name : `${stackName}.${logicalId}`,
      runtime,
      handler: typeof handler === 'string' ? handler : undefined,
      code,
      layers: layersOf(layers, resources).map(codeOf),
    }];
  }));
}

/** CloudFormation writes code of a template into a file called `index`: https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html */
const INLINE: Code = { path: 'the template', has: (file) => /^index\.(js|py)$/.test(file), mayRun: () => true, start: () => Buffer.alloc(0) };

/** The contents of layers, undefined for a layer of another stack. */
function layersOf(layers: Json | undefined, resources: Readonly<Record<string, EditableResource>>): (Json | undefined)[] {
  if (layers === undefined) return [];
  // A list that the template computes has at least one unknown layer.
  if (!Array.isArray(layers)) return [undefined];
  return layers.map((layer: Json) => {
    const { Ref: logicalId } = objectOf(layer);
    const found = typeof logicalId === 'string' ? resources[logicalId] : undefined;
    return found?.Type === 'AWS::Lambda::LayerVersion' ? objectOf(found.Properties as Json).Content : undefined;
  });
}

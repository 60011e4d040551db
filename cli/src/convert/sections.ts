import { library, member, textValue, type Context } from './context';
import { Code, emit, type Value } from './emit';
import { quoted } from './read/expression';
import type { View } from './read/view';
import { normalizedKey } from './serverless-names';
import { statementCode } from './statements';
import { isObject, listOf, type Json } from '../template';

/** Conditions, parameters and mappings of the configuration's own template, in the order in which they can refer to each other. */
export function declarationsCode(sections: readonly View[], context: Context): string[] {
  const each = (name: string, code: (id: string, value: Json) => string): string[] => sections.flatMap((section) => (
    section.items(name).flatMap((view) => view.keys.map((id) => code(id, view.json(id) ?? null)))
  ));
  return [
    ...each('Parameters', (id, value) => created('CfnParameter', id, lowerKeys(value), context)),
    ...each('Mappings', (id, value) => created('CfnMapping', id, { mapping: value as Value }, context)),
    ...each('Conditions', (id, value) => {
      context.core.add('Token');
      return created('CfnCondition', id, { expression: new Code(`Token.asAny(${emit(value as Value)})`) }, context);
    }),
  ];
}

/** Layers that the service deploys, under the logical IDs by which functions refer to them. */
export function layersCode(layers: View, context: Context): string[] {
  return layers.keys.flatMap((key) => {
    const layer = layers.view(key);
    const path = layer.text('path') ?? layer.view('package').text('artifact');
    if (path === undefined) {
      context.note(layer.at, `layers.${key}`, 'a layer must have a path or package.artifact');
      return [];
    }
    const props: Record<string, Value> = {
      layerVersionName: layer.text('name') ?? key,
      code: new Code(`${member(context, 'lambda', 'Code.fromAsset').text}(source(${quoted(path)}))`),
    };
    for (const name of ['description', 'license'] as const) if (layer.has(name)) props[name] = textValue(context, layer.json(name) ?? '');
    const runtimes = listOf(layer.json('compatibleRuntimes'));
    if (runtimes.length > 0) props.compatibleRuntimes = runtimes.map((runtime) => new Code(`new ${member(context, 'lambda', 'Runtime').text}(${quoted(String(runtime))})`));
    const machines = listOf(layer.json('compatibleArchitectures'));
    if (machines.length > 0) props.compatibleArchitectures = machines.map((one) => member(context, 'lambda', `Architecture.${one === 'arm64' ? 'ARM_64' : 'X86_64'}`));
    if (layer.flag('retain') === true) {
      context.core.add('RemovalPolicy');
      props.removalPolicy = new Code('RemovalPolicy.RETAIN');
    }
    context.core.add('CfnResource');
    const id = `${normalizedKey(key)}LambdaLayer`;
    return [`(new ${member(context, 'lambda', 'LayerVersion').text}(this, ${quoted(id)}, ${emit(props)}).node.defaultChild as CfnResource).overrideLogicalId(${quoted(id)});`];
  });
}

/** The role of one function, as the plug-in for roles per function makes it. */
export function functionRole(key: string, view: View, sharesStatements: boolean, context: Context): Code | undefined {
  if (!view.has('iamRoleStatements')) return undefined;
  const statements = listOf(view.json('iamRoleStatements')).filter(isObject);
  const inherits = view.flag('iamRoleStatementsInherit') === true;
  const name = view.text('iamRoleStatementsName');
  if (sharesStatements && !inherits) {
    context.note(view.placeOf('iamRoleStatements'), `functions.${key}.iamRoleStatements`, 'the function also gets the statements and uses of the service; move those to the functions that need them');
  }
  context.modules.add('iam');
  library(context, 'ListBackupService');
  return new Code(`functionRole(${[quoted(`${normalizedKey(key)}IamRoleLambdaExecution`), `[${statements.map((statement) => statementCode(statement, context)).join(', ')}]`, ...name === undefined ? [] : [emit(name)]].join(', ')})`);
}

function created(type: string, id: string, props: Record<string, Value>, context: Context): string {
  context.core.add(type);
  return `new ${type}(this, ${quoted(id)}, ${emit(props)});`;
}

function lowerKeys(value: Json): Record<string, Value> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, item as Value]));
}

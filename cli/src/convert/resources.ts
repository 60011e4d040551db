import { textValue, type Context } from './context';
import { Code, emit, type Value } from './emit';
import { isObject, type JsonObject } from '../template';
import type { View } from './read/view';

/** Attributes of a resource that are carried over with it. */
const ATTRIBUTES = ['Type', 'Properties', 'Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy', 'CreationPolicy', 'Metadata'];

/** Reads the service's own resources and outputs: each stays what it is, under its logical ID. */
export function resourcesCode(sections: readonly View[], generated: ReadonlySet<string>, context: Context): string[] {
  return sections.flatMap((section) => [
    ...section.items('Resources').flatMap((resources) => resources.keys.flatMap((id) => (
      generated.has(id) ? extensionCode(id, resources, generated, context) : resourceCode(id, resources, context)
    ))),
    ...section.items('extensions').flatMap((extensions) => extensions.keys.flatMap((id) => extensionCode(id, extensions, generated, context))),
    ...section.items('Outputs').flatMap((outputs) => outputs.keys.flatMap((id) => outputCode(id, outputs, context))),
    ...unknownSections(section, context),
  ]);
}

/** Properties that replace those of a resource that the service's functions and events bring. */
function extensionCode(id: string, extensions: View, generated: ReadonlySet<string>, context: Context): string[] {
  const value = extensions.json(id);
  if (!generated.has(id) || !isObject(value)) {
    context.note(extensions.placeOf(id), id, 'the converted stack generates no such resource; set the properties where it is created');
    return [];
  }
  const { Properties: properties = {}, Type: _, ...attributes } = value;
  return [`extend(${[id, properties, ...Object.keys(attributes).length > 0 ? [attributes] : []].map((one) => emit(one as Value)).join(', ')});`];
}

function resourceCode(id: string, resources: View, context: Context): string[] {
  const resource = resources.json(id);
  if (!isObject(resource) || typeof resource.Type !== 'string') {
    context.note(resources.placeOf(id), id, 'a resource must have a Type');
    return [];
  }
  for (const key of Object.keys(resource).filter((one) => !ATTRIBUTES.includes(one))) context.note(resources.placeOf(id), `${id}.${key}`, 'the attribute is not converted; set it on the resource\'s cfnOptions');
  noteCatalogue(id, resource, resources, context);
  const options = attributesOf(resource);
  return [
    `resource(${emit(id)}, ${emit(resource.Type)}, ${emit((resource.Properties ?? {}) as Value)}${Object.keys(options).length > 0 ? `, ${emit(options)}` : ''});`,
  ];
}

/** The catalogue's tables belong to the infrastructure's stack: two stacks can't hold one name. */
function noteCatalogue(id: string, resource: JsonObject, resources: View, context: Context): void {
  const properties = isObject(resource.Properties) ? resource.Properties : {};
  const { TableName: name } = properties;
  const table = resource.Type === 'AWS::DynamoDB::Table' && typeof name === 'string' ? context.handles.table(name) : undefined;
  if (table !== undefined) {
    context.note(resources.placeOf(id), id, `${table} of the infrastructure has this name; only one stack can hold the table. Use that handle, or leave the table out of the infrastructure`);
  }
}

function attributesOf(resource: JsonObject): Record<string, Value> {
  const options: Record<string, Value> = {};
  for (const key of ATTRIBUTES.slice(2)) if (resource[key] !== undefined) options[key] = resource[key] as Value;
  return options;
}

function outputCode(id: string, outputs: View, context: Context): string[] {
  const output = outputs.json(id);
  if (!isObject(output) || output.Value === undefined) {
    context.note(outputs.placeOf(id), id, 'an output must have a Value');
    return [];
  }
  context.core.add('CfnOutput');
  const exported = isObject(output.Export) ? output.Export.Name : undefined;
  const props: Record<string, Value> = { value: textValue(context, output.Value) };
  if (exported !== undefined) props.exportName = textValue(context, exported);
  if (typeof output.Description === 'string') props.description = output.Description;
  if (typeof output.Condition === 'string') {
    context.core.add('CfnCondition');
    props.condition = new Code(`this.node.findChild(${emit(output.Condition)}) as CfnCondition`);
  }
  return [`new CfnOutput(this, ${emit(`${id}Output`)}, ${emit(props)}).overrideLogicalId(${emit(id)});`];
}

function unknownSections(section: View, context: Context): string[] {
  for (const key of section.keys.filter((one) => !['Resources', 'Outputs', 'Description', 'Conditions', 'Parameters', 'Mappings', 'extensions'].includes(one))) {
    section.json(key);
    context.note(section.placeOf(key), `resources.${key}`, 'the section is not converted; add it to the stack in TypeScript');
  }
  const description = section.text('Description');
  return description === undefined ? [] : [`this.templateOptions.description = ${emit(description)};`];
}

/** A function that the converted program has where a statement calls it. */
interface Helper {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Functions of the converted program. */
export const HELPERS: readonly Helper[] = [
  {
    name: 'resource',
    lines: [
      'const resource = (logicalId: string, type: string, properties: object, attributes: object = {}): void => {',
      '  const created = new CfnResource(this, logicalId, { type, properties: { ...properties } });',
      '  created.overrideLogicalId(logicalId);',
      '  for (const [name, value] of Object.entries(attributes)) created.addOverride(name, value);',
      '};',
    ],
  },
  {
    name: 'extend',
    lines: [
      'const extend = (logicalId: string, properties: object, attributes: object = {}): void => {',
      '  const found = this.node.findAll().find((one) => CfnResource.isCfnResource(one) && this.resolve(one.logicalId) === logicalId) as CfnResource;',
      '  for (const [name, value] of Object.entries(properties)) found.addPropertyOverride(name, value);',
      '  for (const [name, value] of Object.entries(attributes)) found.addOverride(name, value);',
      '};',
    ],
  },
  {
    name: 'functionRole',
    lines: [
      'const functionRole = (logicalId: string, statements: iam.PolicyStatement[], roleName?: string): iam.Role => {',
      '  const role = new iam.Role(this, logicalId, { roleName, assumedBy: new iam.ServicePrincipal(\'lambda.amazonaws.com\') });',
      '  (role.node.defaultChild as CfnResource).overrideLogicalId(logicalId);',
      '  for (const statement of statements) role.addToPolicy(statement);',
      '  return role;',
      '};',
    ],
  },
];

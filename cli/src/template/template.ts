import { CliError } from '../errors';
import { isObject, type Json, type JsonObject } from './json';

/** One entry of a template's `Resources`. */
export interface Resource extends JsonObject {
  readonly Type: string;
}

/** One entry of a template's `Outputs`. */
export interface Output extends JsonObject {
  readonly Value: Json;
}

/** A CloudFormation template of which is known that its resources and outputs have the shape they need. */
export interface Template extends JsonObject {
  readonly Resources: { readonly [logicalId: string]: Resource };
  readonly Outputs: { readonly [key: string]: Output };
}

/** A template that is edited in place, as the toolkit reads it: every section can be missing. */
export interface EditableTemplate {
  Resources?: Record<string, EditableResource>;
  Outputs?: Record<string, EditableOutput>;
  [section: string]: unknown;
}

/** A resource of an editable template. */
export interface EditableResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  [attribute: string]: unknown;
}

/** An output of an editable template. */
export interface EditableOutput {
  Value: unknown;
  Export?: { Name: unknown };
  [attribute: string]: unknown;
}

/** The template of a stack, edited in place. */
export interface StackTemplate {
  readonly stackName: string;
  readonly template: EditableTemplate;
}

/** A template without anything in it, as a stack that does not exist yet has. */
export const NO_TEMPLATE: Template = { Resources: {}, Outputs: {} };

/** CloudFormation's own limit, which its error message gives in bytes. */
export const MAX_TEMPLATE_BYTES = 1_000_000;

/** The value as a template; whatever CloudFormation would not have accepted is refused in one line. */
export function templateOf(value: Json | undefined, file: string): Template {
  if (!isObject(value)) throw CliError.usage(`${file}: a template is an object with Resources`);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > MAX_TEMPLATE_BYTES) throw CliError.usage(`${file}: the template has ${bytes} bytes; CloudFormation takes at most ${MAX_TEMPLATE_BYTES}`);
  if (!isObject(value.Resources)) throw CliError.usage(`${file}: no Resources; expected what "aws cloudformation get-template" prints`);
  for (const [logicalId, resource] of Object.entries(value.Resources)) checkResource(logicalId, resource, file);
  const outputs = value.Outputs ?? {};
  if (!isObject(outputs)) throw CliError.usage(`${file}: Outputs is not an object`);
  for (const [key, output] of Object.entries(outputs)) {
    if (!isObject(output) || output.Value === undefined) throw CliError.usage(`${file}: output ${key} has no Value`);
  }
  for (const section of ['Parameters', 'Mappings', 'Conditions']) {
    if (value[section] !== undefined && !isObject(value[section])) throw CliError.usage(`${file}: ${section} is not an object`);
  }
  return { ...value, Resources: value.Resources, Outputs: outputs } as Template;
}

function checkResource(logicalId: string, resource: Json, file: string): void {
  if (logicalId.startsWith('Fn::')) {
    throw CliError.usage(`${file}: ${logicalId} is a macro; get the template that it makes: aws cloudformation get-template --template-stage Processed`);
  }
  if (!isObject(resource) || typeof resource.Type !== 'string') throw CliError.usage(`${file}: resource ${logicalId} has no Type`);
  if (resource.Properties !== undefined && !isObject(resource.Properties)) {
    throw CliError.usage(`${file}: the Properties of ${logicalId} are not an object`);
  }
}

/** The template without the sections that are empty, as it is written. */
export function written(template: Template): JsonObject {
  return Object.fromEntries(Object.entries(template).filter(([key, value]) => key !== 'Outputs' || Object.keys(value as JsonObject).length > 0));
}

import { isList, isObject, type EditableResource, type StackTemplate } from '../../template';

const API = 'AWS::ApiGatewayV2::Api';
/** The types that a mapping of a domain name waits for, by its own type. */
const WAITS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::ApiMapping': ['AWS::ApiGatewayV2::Stage'],
  'AWS::ApiGateway::BasePathMapping': ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment'],
};

/**
 * Writes out what API Gateway does by itself and the emulator does not: a mapping waits for its stage, and an endpoint is a name below
 * `execute-api` rather than an address of this machine, which would be another one in every run.
 *
 * @param stack edited in place
 */
export function asOnAws({ template }: StackTemplate): void {
  const resources = Object.entries(template.Resources ?? {});
  const ofType = (type: string): string[] => resources.filter(([, { Type }]) => Type === type).map(([id]) => id);
  for (const [, resource] of resources) {
    const types = WAITS[resource.Type];
    if (types) waitFor(resource, types.flatMap(ofType));
  }
  const apis = new Set(ofType(API));
  for (const [, resource] of resources) if (resource.Properties) resource.Properties = withEndpoints(resource.Properties, apis) as EditableResource['Properties'];
  for (const output of Object.values(template.Outputs ?? {})) output.Value = withEndpoints(output.Value, apis);
}

function waitFor(mapping: EditableResource, stages: readonly string[]): void {
  const known = [mapping.DependsOn ?? []].flat();
  const all = [...new Set([...known, ...stages])];
  if (all.length > known.length) mapping.DependsOn = all;
}

function withEndpoints(value: unknown, apis: ReadonlySet<string>): unknown {
  if (isList(value)) return value.map((item) => withEndpoints(item, apis));
  if (!isObject(value)) return value;
  const target = value['Fn::GetAtt'];
  const [id = '', attribute] = typeof target === 'string' ? target.split('.') : isList(target) ? target.map(String) : [];
  if (attribute === 'ApiEndpoint' && apis.has(id)) return { 'Fn::Sub': endpointOf(id) };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'Fn::Sub' ? substituted(inner, apis) : withEndpoints(inner, apis)]));
}

function substituted(argument: unknown, apis: ReadonlySet<string>): unknown {
  if (isList(argument)) return argument.map((item, index) => index === 0 ? substituted(item, apis) : withEndpoints(item, apis));
  return typeof argument === 'string'
    ? argument.replace(/\$\{(\w+)\.ApiEndpoint\}/g, (whole, id: string) => apis.has(id) ? endpointOf(id) : whole)
    : argument;
}

function endpointOf(id: string): string {
  return `https://\${${id}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}`;
}

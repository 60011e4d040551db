import { isList, isObject, type EditableResource, type StackTemplate } from '../../template';

const API = 'AWS::ApiGatewayV2::Api';
const STAGE = 'AWS::ApiGatewayV2::Stage';
const MAPPING = 'AWS::ApiGatewayV2::ApiMapping';

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
    if (resource.Type === MAPPING) waitFor(resource, ofType(STAGE));
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
  if (attribute === 'ApiEndpoint' && apis.has(id)) return { 'Fn::Sub': `https://\${${id}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}` };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withEndpoints(inner, apis)]));
}

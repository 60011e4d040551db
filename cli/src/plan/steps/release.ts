import {
  hasSymbol,
  isList,
  isObject,
  listOf,
  namesIn,
  objectOf,
  type Json,
  type JsonObject,
  type Output,
  type Resource,
  type Template,
} from '../../template';
import type { Finding } from '../judge';
import type { StackState } from '../state/stage-state';
import type { StackView } from '../state/view';

/** A stack without what another one takes over; what referred to it says its name instead. */
export interface Released {
  readonly stack: StackState;
  readonly findings: readonly Finding[];
}

/** Takes resources out of a template. They stay in AWS, since an update before retained them. */
export function release(stack: StackState, view: StackView, gone: ReadonlySet<string>): Released {
  const findings: Finding[] = [];
  const literal = (subject: string, value: Json): Json => {
    const result = spelledOut(value, gone, (json) => view.resolver.value(json));
    const rest = [...namesIn(result)].filter((name) => gone.has(name));
    if (rest.length > 0) {
      findings.push({
        rule: 'reference',
        stack: stack.name,
        subject,
        what: `refers to ${rest.join(', ')}, which is released, by a value that is not known here`,
        mend: `put what "aws cloudformation describe-stacks" prints into ${stack.name}.stack.json, or take the reference out first`,
      });
    }
    return result;
  };
  const resources = Object.entries(stack.template.Resources)
    .filter(([id]) => !gone.has(id))
    .map(([id, resource]): [string, Resource] => {
      const rewritten = resource.Properties === undefined ? resource : { ...resource, Properties: literal(id, resource.Properties) };
      return [id, withoutDependency(rewritten, gone)];
    });
  const outputs = Object.entries(stack.template.Outputs).map(([key, output]): [string, Output] => [
    key,
    { ...output, Value: literal(key, output.Value) },
  ]);
  const template: Template = { ...stack.template, Resources: Object.fromEntries(resources), Outputs: Object.fromEntries(outputs) };
  return { stack: { ...stack, template }, findings };
}

function withoutDependency(resource: Resource, gone: ReadonlySet<string>): Resource {
  const { DependsOn: on, ...rest } = resource;
  if (on === undefined) return resource;
  const kept = (isList(on) ? on : [on]).filter((name) => !gone.has(String(name as string)));
  return (kept.length === 0 ? rest : { ...rest, DependsOn: kept }) as Resource;
}

/** The value with every reference to what goes as text, where the text is known. */
function spelledOut(json: Json, gone: ReadonlySet<string>, resolve: (json: Json) => Json): Json {
  if (isList(json)) return json.map((item) => spelledOut(item, gone, resolve));
  if (!isObject(json)) return json;
  const [key, ...others] = Object.keys(json);
  if (others.length === 0 && (key === 'Ref' || key === 'Fn::GetAtt') && [...namesIn(json)].some((name) => gone.has(name))) {
    const value = resolve(json);
    return hasSymbol(value) ? json : value;
  }
  if (others.length === 0 && key === 'Fn::Sub') return substituted(json, gone, resolve);
  return Object.fromEntries(Object.entries(json).map(([name, inner]) => [name, spelledOut(inner, gone, resolve)]));
}

function substituted(json: JsonObject, gone: ReadonlySet<string>, resolve: (json: Json) => Json): Json {
  const argument = json['Fn::Sub'] ?? null;
  const [text, variables] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string') return json;
  const rewritten = text.replace(/\$\{([^!}][^}]*)\}/g, (whole, written: string) => {
    const name = written.trim();
    if (Object.hasOwn(objectOf(variables), name) || !gone.has(name.split('.')[0] ?? '')) return whole;
    const value = resolve({ 'Fn::Sub': whole });
    return typeof value === 'string' && !hasSymbol(value) ? value : whole;
  });
  const rest = listOf(argument)
    .slice(1)
    .map((item) => spelledOut(item, gone, resolve));
  return { 'Fn::Sub': isList(argument) ? [rewritten, ...rest] : rewritten };
}

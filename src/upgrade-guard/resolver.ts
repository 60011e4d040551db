import { RegionInfo } from 'aws-cdk-lib/region-info';
import { canonical, isList, isObject, Json, JsonObject, listOf, mapped, objectOf } from './json';
import { Place } from './lock';
import { ruleOf } from './type-rules';

/**
 * Turns what a template says into values as far as the template tells; what only a deployment knows stays as `${...}`,
 * and the same text is the same value. So `Fn::Sub` and `Fn::Join` of the same parts are the same.
 */
export class Resolver {
  private readonly underWay = new Set<string>();

  public constructor(
    private readonly template: JsonObject,
    private readonly place: Place,
    private readonly stackName: string,
    /** Parameters that the parent of a nested stack passes to it. */
    private readonly passed: JsonObject = {},
  ) {}

  /** The value without functions; `undefined` for `AWS::NoValue`. */
  public value(json: Json | undefined): Json | undefined {
    if (isList(json)) return json.map((item) => this.value(item)).filter((item): item is Json => item !== undefined);
    if (!isObject(json)) return json;
    const [name = '', ...others] = Object.keys(json);
    if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return this.call(name, json[name]);
    const entries = Object.keys(json).sort().map((key) => [key, this.value(json[key])] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  }

  /** The value as one text. */
  public text(json: Json | undefined): string {
    return plain(this.value(json) ?? null);
  }

  private call(name: string, argument: Json | undefined): Json | undefined {
    switch (name) {
      case 'Ref': return this.ref(String(argument));
      case 'Fn::GetAtt': return `\${${typeof argument === 'string' ? argument : listOf(argument).map((part) => this.text(part)).join('.')}}`;
      case 'Fn::Sub': return this.substituted(argument);
      case 'Fn::Join': return this.joined(argument) ?? this.unknown(name, argument);
      case 'Fn::Select': return this.selected(argument) ?? this.unknown(name, argument);
      case 'Fn::Split': return this.split(argument) ?? this.unknown(name, argument);
      case 'Fn::FindInMap': return this.found(argument) ?? this.unknown(name, argument);
      case 'Fn::If': return this.chosen(argument);
      case 'Fn::Base64':
      case 'Fn::Length':
      case 'Fn::ToJsonString': return this.computed(name, argument) ?? this.unknown(name, argument);
      default: return this.unknown(name, argument);
    }
  }

  private ref(name: string): Json | undefined {
    switch (name) {
      case 'AWS::NoValue': return undefined;
      case 'AWS::StackName': return this.stackName;
      default: return pseudoParameters(this.place)[name] ?? this.passed[name] ?? this.physicalName(name) ?? `\${${name}}`;
    }
  }

  /** Returns the value of `Ref` for a resource with a known name. A name that refers to itself stays unknown. */
  private physicalName(logicalId: string): Json | undefined {
    const resource = objectOf(objectOf(this.template.Resources)[logicalId]);
    const rule = ruleOf(String(resource.Type));
    if (!rule?.ref || rule.name === undefined || this.underWay.has(logicalId)) return undefined;
    this.underWay.add(logicalId);
    const name = this.value(objectOf(resource.Properties)[rule.name]);
    this.underWay.delete(logicalId);
    return name;
  }

  private substituted(argument: Json | undefined): Json {
    const [text, variables] = isList(argument) ? argument : [argument];
    const own = objectOf(variables);
    return String(text).replace(/\$\{([^}]*)\}/g, (_, written: string) => {
      const name = written.trim();
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (Object.prototype.hasOwnProperty.call(own, name)) return this.text(own[name]);
      return name.includes('.') ? `\${${name}}` : this.text({ Ref: name });
    });
  }

  private joined(argument: Json | undefined): Json | undefined {
    const [separator, items] = listOf(argument);
    const values = this.value(items);
    return typeof separator === 'string' && isList(values) ? values.map(plain).join(separator) : undefined;
  }

  private selected(argument: Json | undefined): Json | undefined {
    const [index, items] = listOf(argument);
    const values = this.value(items);
    return isList(values) ? values[Number(this.value(index))] : undefined;
  }

  private split(argument: Json | undefined): Json | undefined {
    const [separator, whole] = listOf(argument);
    const text = this.value(whole);
    return typeof separator === 'string' && typeof text === 'string' && !text.includes('${') ? text.split(separator) : undefined;
  }

  private found(argument: Json | undefined): Json | undefined {
    const [map = '', first = '', second = ''] = listOf(argument).slice(0, 3).map((part) => this.text(part));
    return objectOf(objectOf(objectOf(this.template.Mappings)[map])[first])[second] ?? objectOf(listOf(argument)[3]).DefaultValue;
  }

  /** The value that both sides of a condition share; otherwise the condition as it is written, so that another one is another value. */
  private chosen(argument: Json | undefined): Json | undefined {
    const [condition, ...sides] = listOf(argument);
    const [yes, no] = sides.map((side) => this.value(side));
    if (sides.length === 2 && canonical(yes) === canonical(no)) return yes;
    return `\${Fn::If ${canonical([this.condition(String(condition)), yes ?? null, no ?? null])}}`;
  }

  /** The result of a function, where it follows from a known argument alone. */
  private computed(name: string, argument: Json | undefined): Json | undefined {
    const known = this.value(argument);
    if (name === 'Fn::Length') return isList(known) ? known.length : undefined;
    if (known === undefined || canonical(known).includes('${')) return undefined;
    if (name === 'Fn::Base64') return typeof known === 'string' ? Buffer.from(known).toString('base64') : undefined;
    return typeof known === 'object' ? JSON.stringify(known) : undefined;
  }

  /** Returns a placeholder for a value that only deployment knows. */
  private unknown(name: string, argument: Json | undefined): string {
    return `\${${name} ${plain(this.value(argument) ?? null)}}`;
  }

  /** A condition as it is written, with the conditions and mappings that it is made of. */
  public condition(name: string): string {
    return canonical(this.expanded(objectOf(this.template.Conditions)[name] ?? name, [name]));
  }

  private expanded(json: Json, above: readonly string[]): Json {
    if (isList(json)) return json.map((item) => this.expanded(item, above));
    if (!isObject(json)) return json;
    const { Condition: inner, 'Fn::FindInMap': lookup } = json;
    if (typeof inner === 'string' && !above.includes(inner)) return this.expanded(objectOf(this.template.Conditions)[inner] ?? inner, [...above, inner]);
    if (lookup !== undefined) return this.found(lookup) ?? json;
    return mapped(json, (value) => this.expanded(value, above));
  }
}

/** The pseudo parameters whose values follow from where a stack is deployed. */
export function pseudoParameters({ account, region }: Place): { readonly [name: string]: string | undefined } {
  const info = region === undefined ? undefined : RegionInfo.get(region);
  return { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::Partition': info?.partition, 'AWS::URLSuffix': info?.domainSuffix };
}

function plain(value: Json): string {
  return typeof value === 'object' ? canonical(value) : String(value);
}

import { CliError } from '../errors';
import { Conditions, type Truth } from './conditions';
import { FUNCTIONS } from './functions';
import { canonical, isList, isObject, listOf, objectOf, type Json, type JsonObject } from './json';
import type { Identities, Scope } from './scope';
import { readable, symbol } from './symbols';
import type { Template } from './template';

/** Function by which a snippet or a macro creates properties at deployment. */
const TRANSFORM = 'Fn::Transform';

/** Marks `AWS::NoValue`: the property is as if it were not written. */
const NO_VALUE = symbol('AWS::NoValue');

/**
 * Turns a template's intrinsic functions into values.
 * What only a deployment knows stays a symbol, and the same symbol means the same value.
 */
export class Resolver {
  readonly conditions: Conditions;
  private readonly names = new Map<string, Json>();
  private readonly underWay: string[] = [];

  constructor(
    readonly template: Template,
    readonly scope: Scope,
    private readonly identities: Identities,
  ) {
    this.conditions = new Conditions(objectOf(template.Conditions), (value) => this.value(value));
  }

  /** The value without functions; properties and items that are `AWS::NoValue` are left out. */
  value(json: Json): Json {
    if (isList(json)) return json.map((item) => this.value(item)).filter((item) => item !== NO_VALUE);
    if (!isObject(json)) return json;
    const [name, ...others] = Object.keys(json);
    if (name !== undefined && others.length === 0) {
      const result = this.call(name, json[name] as Json);
      if (result !== undefined) return result;
    }
    return Object.fromEntries(
      Object.entries(json)
        .map(([key, inner]) => [key, this.value(inner)] as const)
        .filter(([, value]) => value !== NO_VALUE),
    );
  }

  /** The properties of a resource without functions. */
  properties(logicalId: string): JsonObject {
    const value = this.value(objectOf(this.template.Resources[logicalId]?.Properties));
    // Properties that a transform makes are one value that nobody knows.
    return isObject(value) ? value : { [TRANSFORM]: value };
  }

  /** Returns true if the entry's `Condition` lets it exist. */
  exists(entry: JsonObject | undefined): Truth {
    return typeof entry?.Condition === 'string' ? this.conditions.truth(entry.Condition) : true;
  }

  private call(name: string, argument: Json): Json | undefined {
    if (name === 'Ref') return typeof argument === 'string' ? this.ref(argument) : undefined;
    if (!name.startsWith('Fn::')) return undefined;
    switch (name) {
      case 'Fn::GetAtt':
        return this.attribute(argument);
      case 'Fn::If':
        return this.choice(argument);
      case 'Fn::Sub':
        return this.substitute(argument);
      case 'Fn::FindInMap':
        return this.lookUp(argument);
      case 'Fn::ImportValue':
        return this.imported(argument);
      case 'Fn::GetStackOutput':
        return this.ofStack(argument);
      default: {
        const resolved = this.value(argument);
        return FUNCTIONS[name]?.(resolved) ?? symbol(`${name}(${canonical(resolved)})`);
      }
    }
  }

  private ref(name: string): Json {
    return this.once(name, () => this.pseudo(name) ?? this.parameter(name) ?? this.physical(name) ?? this.observedValue(name));
  }

  private pseudo(name: string): Json | undefined {
    const { account, region, partition, suffix, stackName } = this.scope;
    switch (name) {
      case 'AWS::AccountId':
        return account;
      case 'AWS::Region':
        return region;
      case 'AWS::StackName':
        return stackName;
      case 'AWS::Partition':
        return partition;
      case 'AWS::URLSuffix':
        return suffix;
      default:
        return undefined;
    }
  }

  private parameter(name: string): Json | undefined {
    const declared = objectOf(this.template.Parameters)[name];
    if (declared === undefined) return undefined;
    const { Type: type, Default: standard } = objectOf(declared);
    const given = Object.hasOwn(this.scope.parameters, name) ? this.scope.parameters[name] : standard;
    // What a hidden parameter holds is not in what CloudFormation tells about the stack.
    if (given === undefined || given === '****') return symbol(name);
    const [, stored] = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(String(type)) ?? [];
    const value = stored === undefined ? given : this.scope.lookedUp?.[name];
    if (value === undefined) return symbol(`${name}, the stored ${String(given as string)}`);
    return /^(List<|CommaDelimitedList)/.test(stored ?? String(type))
      ? String(value as string)
        .split(',')
        .map((item) => item.trim())
      : String(value as string);
  }

  private physical(logicalId: string): Json | undefined {
    const resource = this.template.Resources[logicalId];
    return resource && this.identities.ref(resource.Type, this.properties(logicalId), this.scope);
  }

  private attribute(argument: Json): Json {
    const [first, ...rest] = typeof argument === 'string' ? argument.split('.') : listOf(argument).map((part) => this.value(part));
    const logicalId = String(first as string);
    const name = rest.map((part) => String(part as string)).join('.');
    return this.once(`${logicalId}.${name}`, () => {
      const resource = this.template.Resources[logicalId];
      if (!resource) return symbol(`${logicalId}.${name}`);
      const ref = String(this.ref(logicalId) as string);
      return this.identities.attribute(resource.Type, name, this.properties(logicalId), this.scope, ref) ?? this.observedValue(`${logicalId}.${name}`);
    });
  }

  private observedValue(name: string): string {
    return this.scope.observedValues?.[name] ?? symbol(name);
  }

  private choice(argument: Json): Json | undefined {
    const [condition, whenTrue = null, whenFalse = null] = listOf(argument);
    if (typeof condition !== 'string') return undefined;
    const truth = this.conditions.truth(condition);
    if (truth === true) return this.value(whenTrue);
    if (truth === false) return this.value(whenFalse);
    const [one, other] = [this.value(whenTrue), this.value(whenFalse)];
    return canonical(one) === canonical(other)
      ? one
      : symbol(`If ${this.conditions.text(condition)} then ${canonical(one)} else ${canonical(other)}`);
  }

  private substitute(argument: Json): Json | undefined {
    const [text, variables] = isList(argument) ? argument : [argument];
    if (typeof text !== 'string') return undefined;
    const own = objectOf(variables);
    return text.replace(/\$\{([^}]*)\}/g, (_, written: string) => {
      if (written.startsWith('!')) return `\${${written.slice(1)}}`;
      const name = written.trim();
      const value = Object.hasOwn(own, name) ? this.value(own[name] as Json) : name.includes('.') ? this.attribute(name) : this.ref(name);
      return typeof value === 'object' ? symbol(canonical(value)) : String(value);
    });
  }

  private lookUp(argument: Json): Json {
    const [map, top, second, otherwise] = listOf(argument).map((part) => this.value(part));
    const found = objectOf(objectOf(objectOf(this.template.Mappings)[String(map)])[String(top)])[String(second)];
    if (found !== undefined) return found;
    // The same keys of another mapping are another value.
    const content = objectOf(this.template.Mappings)[String(map)] ?? this.template.Mappings ?? null;
    return objectOf(otherwise).DefaultValue ?? symbol(`Fn::FindInMap(${canonical([map ?? null, top ?? null, second ?? null])}) of ${canonical(content)}`);
  }

  private imported(argument: Json): Json {
    const name = this.value(argument);
    const text = typeof name === 'string' ? name : canonical(name);
    return this.scope.importValue?.(text) ?? symbol(`Fn::ImportValue ${text}`);
  }

  private ofStack(argument: Json): Json {
    const resolved = objectOf(this.value(argument));
    const [stack, output] = [resolved.StackName, resolved.OutputName].map((name) => String(name as string));
    return this.scope.stackOutput?.(stack ?? '', output ?? '') ?? symbol(`Fn::GetStackOutput(${canonical(resolved)})`);
  }

  /** Evaluates a name once, and refuses a name that needs itself. */
  private once(name: string, evaluate: () => Json): Json {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.underWay.includes(name)) {
      const circle = [...this.underWay.slice(this.underWay.indexOf(name)), name].map(readable).join(' -> ');
      throw CliError.usage(`${this.scope.stackName}: circular reference ${circle}; take one of them out`);
    }
    this.underWay.push(name);
    const value = evaluate();
    this.underWay.pop();
    this.names.set(name, value);
    return value;
  }
}

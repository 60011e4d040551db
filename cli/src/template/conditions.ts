import { CliError } from '../errors';
import { canonical, isList, listOf, objectOf, type Json, type JsonObject } from './json';
import { hasSymbol, readable } from './symbols';

/** Value of a condition; `undefined` if only deployment knows it. */
export type Truth = boolean | undefined;

/** Functions whose arguments are conditions. */
const COMPOSED = ['Fn::And', 'Fn::Not', 'Fn::Or'];

/** The conditions of one template. */
export class Conditions {
  private readonly known = new Map<string, Truth>();
  private readonly underWay: string[] = [];

  constructor(private readonly declared: JsonObject, private readonly resolve: (value: Json) => Json) {}

  /** Returns the value of the named condition. */
  truth(name: string): Truth {
    if (this.known.has(name)) return this.known.get(name);
    if (this.underWay.includes(name)) {
      throw CliError.usage(`circular condition ${[...this.underWay.slice(this.underWay.indexOf(name)), name].join(' -> ')}; take one of them out`);
    }
    const condition = this.declared[name];
    if (condition === undefined) return undefined;
    this.underWay.push(name);
    const truth = this.evaluate(condition);
    this.underWay.pop();
    this.known.set(name, truth);
    return truth;
  }

  /** The condition with everything that is known filled in, also what other conditions it is made of, for telling two undecided ones apart. */
  text(name: string): string {
    return readable(canonical(this.spelledOut({ Condition: name })));
  }

  private spelledOut(value: Json): Json {
    if (isList(value)) return value.map((item) => this.spelledOut(item));
    const { Condition: name, ...others } = objectOf(value);
    if (typeof name !== 'string' || Object.keys(others).length > 0) {
      const entries = Object.entries(objectOf(value));
      return entries.length === 1 && COMPOSED.includes(entries[0]?.[0] ?? '') ? Object.fromEntries(entries.map(([key, inner]) => [key, this.spelledOut(inner)])) : this.resolve(value);
    }
    const truth = this.truth(name);
    if (truth !== undefined) return truth;
    const condition = this.declared[name];
    return condition === undefined ? [name, this.declared['Fn::Transform'] ?? null] : this.spelledOut(condition);
  }

  private evaluate(condition: Json): Truth {
    const [name = '', ...others] = Object.keys(objectOf(condition));
    if (others.length > 0) return undefined;
    const argument = objectOf(condition)[name] ?? null;
    const parts = listOf(argument);
    switch (name) {
      case 'Condition': return this.truth(String(argument as string));
      case 'Fn::Equals': return this.equal(parts);
      case 'Fn::Not': return negated(this.evaluate(parts[0] ?? null));
      case 'Fn::And': return all(parts.map((part) => this.evaluate(part)));
      case 'Fn::Or': return negated(all(parts.map((part) => negated(this.evaluate(part)))));
      default: return undefined;
    }
  }

  private equal([one = null, other = null]: readonly Json[]): Truth {
    const [first, second] = [this.resolve(one), this.resolve(other)];
    if (canonical(first) === canonical(second) || scalar(first) === scalar(second)) return true;
    return hasSymbol(first) || hasSymbol(second) ? undefined : false;
  }
}

/** CloudFormation compares texts: the number 1 equals the text "1". */
function scalar(value: Json): unknown {
  return typeof value === 'object' ? value : String(value);
}

function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

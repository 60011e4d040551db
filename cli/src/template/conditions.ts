import { CliError } from '../errors';
import { canonical, listOf, objectOf, type Json, type JsonObject } from './json';
import { hasSymbol, readable } from './symbols';

/** Whether a condition holds; `undefined` where only the deployment knows. */
export type Truth = boolean | undefined;

/** The conditions of one template. */
export class Conditions {
  private readonly known = new Map<string, Truth>();
  private readonly underWay: string[] = [];

  constructor(private readonly declared: JsonObject, private readonly resolve: (value: Json) => Json) {}

  /** Whether the named condition holds. */
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

  /** The condition as it is written, with what is known filled in, for telling two undecided ones apart. */
  text(name: string): string {
    const condition = this.declared[name];
    return condition === undefined ? name : readable(canonical(this.resolve(condition)));
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

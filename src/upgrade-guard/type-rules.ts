import { Json } from './json';
import * as types from './stateful-types.json';

/** What decides whether a resource of a stateful type is kept. */
export interface TypeRule {
  /** The property that holds the physical name. */
  readonly name?: string;
  /** Whether `Ref` gives that name. */
  readonly ref?: boolean;
  /** Properties, or paths below one, whose change replaces the resource or may do so. */
  readonly replaces?: readonly string[];
  /** Properties whose change AWS refuses. */
  readonly refuses?: readonly string[];
  /** What AWS assumes where one of those properties is not written. */
  readonly defaults?: { readonly [property: string]: Json };
  /** Those of the properties that are sets, so that their order says nothing. */
  readonly sets?: readonly string[];
}

const RULES: { readonly [type: string]: TypeRule } = types;

/** The rule of a stateful type; `undefined` for a type that holds nothing. */
export function ruleOf(type: string): TypeRule | undefined {
  return Object.prototype.hasOwnProperty.call(RULES, type) ? RULES[type] : undefined;
}

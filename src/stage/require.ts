import { types } from 'node:util';
import { Token } from 'aws-cdk-lib';
import { refuse } from './refuse';

/** Refuses an option that is neither on nor off. Accepts `undefined`: the option was left out. */
export function requireBoolean(what: string, value: boolean | undefined): void {
  if (value !== undefined && typeof value !== 'boolean') refuse(what, value, 'It is true or false.', 'true');
}

/** Refuses an option that is none of an enum's values. Accepts `undefined`. */
export function requireOneOf<T extends string | number>(what: string, value: T | undefined, options: readonly T[]): void {
  if (value !== undefined && !options.includes(value)) refuse(what, value, `It is one of: ${options.join(', ')}.`, String(options[0]));
}

/** Refuses text that does not match. Accepts `undefined`, and a value known only at deployment. */
export function requireText(what: string, value: string | undefined, pattern: RegExp, rule: string, works: string): void {
  if (value === undefined || (typeof value === 'string' && Token.isUnresolved(value))) return;
  if (typeof value !== 'string' || !pattern.test(value)) refuse(what, value, rule, works);
}

/** Refuses anything but a moment. Accepts `undefined`. */
export function requireDate(what: string, value: Date | undefined): void {
  if (value === undefined) return;
  const isMoment = types.isDate(value) && Number.isFinite(value.getTime());
  if (!isMoment) refuse(what, value, 'It is a Date.', 'new Date("2030-01-01")');
}

/** Refuses anything but a list whose length is known at synthesis. Accepts `undefined`. */
export function requireList(what: string, value: readonly unknown[] | undefined, works: string): void {
  if (value === undefined) return;
  if (!Array.isArray(value) || Token.isUnresolved(value)) refuse(what, value, 'It is a list, known at synthesis.', works);
}

/** Refuses anything but an object, such as a map of options or a call's props. Accepts `undefined`. */
export function requireObject(what: string, value: object | null | undefined, rule: string, works: string): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(what, value, rule, works);
}

/** Refuses anything but a construct that has an attribute of that name, such as a function's `functionArn`. Accepts `undefined`. */
export function requireAttribute(what: string, value: unknown, attribute: string, kind: string, works: string): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || !(attribute in value)) refuse(what, value, `It is ${kind}.`, works);
}

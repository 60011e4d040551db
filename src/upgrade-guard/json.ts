/** JSON values of templates and lock files. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list, or an empty one. */
export function listOf(value: unknown): readonly Json[] {
  return isList(value) ? value : [];
}

/** The value with the keys of its objects in order. */
export function sortedKeys(value: Json): Json {
  if (isList(value)) return value.map(sortedKeys);
  return isObject(value) ? mapped(value, sortedKeys) : value;
}

/** An object of the same keys, in order. */
export function mapped<T, U>(object: { readonly [key: string]: T }, change: (value: T) => U): { readonly [key: string]: U } {
  return Object.fromEntries(Object.keys(object).sort().map((key) => [key, change(object[key] as T)]));
}

/** The same text for the same value, whatever the order of an object's keys. */
export function canonical(value: Json | undefined): string {
  return JSON.stringify(sortedKeys(value ?? null));
}

/** A value in a message: a text as it is, anything else as JSON. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? `"${value}"` : canonical(value);
}

import { CliError } from './errors';
import { isList, isObject, type Json, type JsonObject } from './template';

/** Reads the values of a data file; each error names the file, the place, the rule and a value that works. */
export class JsonReader {
  constructor(private readonly file: string) {}

  /** @throws CliError always */
  refuse(where: string, must: string, value: Json | undefined, fix: string): never {
    throw CliError.usage(`${this.file}: ${where} ${must}, but got ${value === undefined ? 'nothing' : JSON.stringify(value)}. ${fix}`);
  }

  object(value: Json | undefined, where: string): JsonObject {
    return isObject(value) ? value : this.refuse(where, 'must be an object', value, 'For example: {}.');
  }

  list(value: Json | undefined, where: string): readonly Json[] {
    return isList(value) ? value : this.refuse(where, 'must be a list', value, 'For example: [].');
  }

  /** Refuses keys other than these. */
  only(object: JsonObject, keys: readonly string[], where: string): void {
    const other = Object.keys(object).find((key) => !keys.includes(key));
    if (other !== undefined) throw CliError.usage(`${this.file}: ${where} has no key ${JSON.stringify(other)}. Valid keys: ${keys.join(', ')}.`);
  }

  text(value: Json | undefined, where: string, pattern: RegExp, what: string, example: string): string {
    return typeof value === 'string' && pattern.test(value) ? value : this.refuse(where, `must be ${what}`, value, `For example: ${JSON.stringify(example)}.`);
  }

  number(value: Json | undefined, where: string, min: number, max: number, example: string): number {
    return typeof value === 'number' && value >= min && value <= max ? value : this.refuse(where, `must be a number from ${min} to ${max}`, value, `For example: ${example}.`);
  }

  /** A whole number from 1. */
  count(value: Json | undefined, where: string, max: number, example: string): number {
    return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max ? value : this.refuse(where, `must be a whole number from 1 to ${max}`, value, `For example: ${example}.`);
  }

  flag(value: Json | undefined, where: string): boolean {
    return typeof value === 'boolean' ? value : this.refuse(where, 'must be true or false', value, 'For example: false.');
  }
}

import { isObject, listOf, objectOf, type Json, type JsonObject } from '../template';

/** A resource of a stack, as its template says it. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The other resources of the stack, by logical ID. */
  readonly siblings: ReadonlyMap<string, Resource>;
}

/** Why a resource has no price here, although its type is known. */
export class Undecided extends Error {}

/** A number of the template; one that only a deployment knows cannot be priced. */
export function numberOf(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Undecided(`${key} is known only at deployment`);
  return number;
}

/** A text of the template; one that only a deployment knows cannot be priced. */
export function textOf(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new Undecided(`${key} is known only at deployment`);
}

/** A switch of the template, off where it is not there. */
export function isOn(object: JsonObject, key: string): boolean {
  const value = object[key];
  if (isObject(value)) throw new Undecided(`${key} is known only at deployment`);
  return value === true || value === 'true';
}

/** The resource of the same stack that a property refers to. */
export function referredBy({ properties, siblings }: Resource, key: string): Resource {
  const value: Json | undefined = properties[key];
  const { Ref: ref, 'Fn::GetAtt': attribute } = objectOf(value);
  const [id] = listOf(attribute);
  const found = [ref, id].map((name) => siblings.get(String(name as string))).find((resource) => resource !== undefined);
  if (!found) throw new Undecided(`${key} names no resource of the stack`);
  return found;
}

import type { Inventory, Resource, StackEntry } from '../../inventory';
import type { Load } from '../load';

/** Inputs of a measure. */
export interface Context {
  readonly inventory: Inventory;
  readonly load: Load;
}

/** Limit of a resource: a property of the template, or a use in a second. */
export interface ResourceMeasure {
  readonly of: 'resource';
  readonly quota: string;
  readonly types: readonly string[];
  /** `undefined` if the limit isn't the resource's, or nothing is known of it. */
  readonly used: (resource: Resource, context: Context) => number | undefined;
  /** The limit that the template itself sets, in the place of the quota's value. */
  readonly limit?: (resource: Resource, context: Context) => number | undefined;
  /** True if the use grows with the load. */
  readonly grows?: boolean;
}

/** Limit of an account in a Region, or of an account as a whole: the sum over its resources. */
export interface AccountMeasure {
  readonly of: 'account' | 'region';
  readonly quota: string;
  readonly types: readonly string[];
  readonly used: (resource: Resource, context: Context) => number | undefined;
  readonly grows?: boolean;
}

/** Limit of a stack. */
export interface StackMeasure {
  readonly of: 'stack';
  readonly quota: string;
  readonly used: (stack: StackEntry) => number;
}

export type Measure = ResourceMeasure | AccountMeasure | StackMeasure;

/** A limit of each resource of a type. */
export const each = (quota: string, type: string, used: ResourceMeasure['used'], more: Partial<Pick<ResourceMeasure, 'limit' | 'grows'>> = {}): ResourceMeasure => (
  { of: 'resource', quota, types: [type], used, ...more }
);

/** A limit of the number of resources in an account and Region. */
export const number = (quota: string, ...types: readonly string[]): AccountMeasure => ({ of: 'region', quota, types, used: () => 1 });

/** A limit of the number of resources in an account. */
export const numberInAccount = (quota: string, ...types: readonly string[]): AccountMeasure => ({ of: 'account', quota, types, used: () => 1 });

/** A limit of what all resources of an account and Region do in a second. */
export const rate = (quota: string, type: string, used: AccountMeasure['used']): AccountMeasure => ({ of: 'region', quota, types: [type], used, grows: true });

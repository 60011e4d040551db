import type { Json } from '../../template';
import type { Effect } from '../rules/effects';
import type { ResourceView } from '../state/view';

/** Change of one property of a resource. */
export interface PropertyChange {
  /** From the property down to what differs: `StreamSpecification.StreamViewType`. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly effect: Effect;
  readonly because: string;
  /** True if only deployment knows one of the values, so that they can be equal. */
  readonly undecided: boolean;
}

/** Outcomes for a resource. */
export type ResourceKind = 'kept' | 'changed' | 'replaced' | 'removed' | 'added' | 'imported';

/** One resource, before and after. */
export interface ResourceChange {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly kind: ResourceKind;
  readonly properties: readonly PropertyChange[];
  /** Policies that change: `DeletionPolicy`, `UpdateReplacePolicy`. */
  readonly policies: readonly string[];
  readonly before?: ResourceView;
  readonly after?: ResourceView;
}

/** Change of an output, an export or a tag. */
export interface NamedChange {
  readonly name: string;
  readonly kind: 'kept' | 'changed' | 'lost' | 'added';
  readonly before?: Json;
  readonly after?: Json;
}

/** One stack, before and after. */
export interface StackChange {
  readonly stack: string;
  readonly kind: 'kept' | 'changed' | 'added';
  readonly resources: readonly ResourceChange[];
  readonly outputs: readonly NamedChange[];
  readonly exports: readonly NamedChange[];
  readonly tags: readonly NamedChange[];
}

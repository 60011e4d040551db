import type { Json } from '../../template';
import type { Effect } from '../rules/effects';
import type { ResourceView } from '../state/view';

/** How one property of a resource changes. */
export interface PropertyChange {
  /** From the property down to what differs: `StreamSpecification.StreamViewType`. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly effect: Effect;
  readonly because: string;
  /** Whether one of the values is known only to the deployment, so that they may be the same. */
  readonly undecided: boolean;
}

/** What becomes of a resource. */
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

/** What becomes of an output, an export or a tag. */
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

import type { EditableResource, EditableTemplate } from '../../template';

/**
 * Support of the emulator for a resource type, tried out on the pinned version. Types that the emulator doesn't know need no row: it lists
 * the types that it knows.
 */
export interface TypeLimits {
  readonly type: string;
  /** Properties that the emulator keeps. It silently drops all others. */
  readonly keeps: readonly string[];
  /** Properties that the emulator stores and ignores. */
  readonly inert?: InertPart;
  /** A form of the type that it refuses. */
  readonly refuses?: RefusedForm;
  /** Attributes that `Fn::GetAtt` has on AWS and not here. */
  readonly lacks?: readonly string[];
}

export interface InertPart {
  readonly applies: (resource: EditableResource, template: EditableTemplate) => boolean;
  readonly why: string;
  /**
   * True if this only applies to an emulator that doesn't enforce policies.
   *
   * @default false
   */
  readonly lenient?: boolean;
}

export interface RefusedForm {
  readonly applies: (resource: EditableResource) => boolean;
  readonly what: string;
}

export const always = () => true;
/** Permissions, which are enforced unless the emulator is lenient. */
export const PERMISSIONS: InertPart = { applies: always, why: 'stored, not enforced', lenient: true };
/** A key of one's own: nothing is encrypted, but callers need the rights that AWS asks for. */
export const encryptedBy = (property: string): InertPart => ({
  applies: ({ Properties }) => JSON.stringify(Properties?.[property] ?? '').includes('KeyI'),
  why: 'encrypts nothing, enforces the rights to the key',
});

/** Every rule of the guard, with what it says. */
export const GUARD_RULES = {
  'replaced': 'A stateful resource is not replaced',
  'renamed': 'A stateful resource keeps its physical name',
  'refused': 'A property that AWS never changes does not change',
  'dropped': 'A stateful resource stays in its stack, under its logical ID',
  'moved': 'A physical name belongs to one resource',
  'indexes': 'One index of a table is created or deleted in one update',
  'index-definition': 'An index keeps its keys and projection',
  'weakened': 'A stateful resource keeps its policies, its protection and its indexes',
  'attribute': 'A user pool only gains attributes',
  'export-lost': 'An export stays while a stack may import it',
  'export-changed': 'An export keeps its value while a stack may import it',
  'no-lock-file': 'The lock file exists',
  'not-locked': 'What is new is in the lock file',
} as const;

/** The ID of a rule. */
export type GuardRule = keyof typeof GUARD_RULES;

/** Something that the guard says about a resource, an export or a stack. */
export interface Finding {
  readonly rule: GuardRule;
  /** The stack, as the lock file names it. A missing file concerns all of them. */
  readonly stack?: string;
  /** The logical ID of the resource, where it is one. */
  readonly logicalId?: string;
  readonly property?: string;
  /** Effect of the change, in one sentence. */
  readonly what: string;
  /** The way out. */
  readonly fix: string;
}

const ACCEPT = 'cdk synth -c listbackup:update-lock=true';

/** The way out where the change may be meant. */
export function wayOut(keep: string): string {
  return `${keep}. What takes several steps, "listbackup plan" plans. If the change is meant and what it loses may go: ${ACCEPT}`;
}

/** The way out for what is new, or is deployed already. */
export const LOCK_IT = `Take it into the lock file, and commit that: ${ACCEPT}`;

/** Returns true for findings that fail synthesis. New resources only cause a warning. */
export function isRefused({ rule }: Finding): boolean {
  return rule !== 'not-locked';
}

import type { StackTemplate } from '../../template';

/** Opens the name of everything that only the rehearsal makes. */
export const PREFIX = 'ListBackupRehearsal';
/** A resource that does nothing. */
const TYPE = 'AWS::CloudFormation::WaitConditionHandle';

/**
 * Gives a stack another resource that does nothing than it had in the step before. The emulator refuses a change set that changes
 * outputs alone, which AWS takes; and a stack from which everything was left out still needs a resource.
 */
export function recorded({ template }: StackTemplate, step: number): void {
  template.Resources = { ...template.Resources, [`${PREFIX}${step}`]: { Type: TYPE } };
}

/** Returns true if only the rehearsal created the resource, output or export. */
export function isOfRehearsal(logicalId: string): boolean {
  return logicalId.startsWith(PREFIX);
}

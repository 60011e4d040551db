import { EventPattern, IRule } from 'aws-cdk-lib/aws-events';

/** A rule under the ListBackup conventions, whether this app made it or another did. */
export interface IListBackupEventRule extends IRule {
  /** The sources whose events it matches. */
  readonly sources: string[];

  /** The detail types that it matches; empty where it matches every detail type of its sources. */
  readonly detailTypes: string[];

  /** The whole pattern, for a rule of your own that matches the same events: a rule's targets live in the rule's stack. */
  readonly eventPattern: EventPattern;
}

import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { publishedReference } from '../exports/published-reference';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** Cognito makes up its IDs: outside the resource's own stack they are known only from what is published under that key. */
export function published(scope: Construct, stage: ListBackupStage, key: string, inside: string): string {
  return publishedReference(Stack.of(scope), stage, SERVICES.cognito, key, inside);
}

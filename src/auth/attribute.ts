import { Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { exportName, SERVICES } from '../stage/naming';

/** Cognito makes up its IDs: outside the resource's own stack they are known only from the export under that key. */
export function published(scope: Construct, stage: ListBackupStage, key: string, inside: string): string {
  return stackAware(Stack.of(scope), inside, Fn.importValue(exportName(stage, SERVICES.cognito, key)));
}

import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { exportName } from '../stage/naming';

/**
 * Publishes values as outputs whose keys and export names are the contract, in whichever stack they stand.
 *
 * @param exportKeys the last part of the export's name where it is not the output's key
 */
export function publish(
  scope: Construct, stage: ListBackupStage, service: string,
  values: { readonly [key: string]: string }, exportKeys: { readonly [key: string]: string } = {},
): void {
  for (const [key, value] of Object.entries(values)) {
    claimLogicalId(new CfnOutput(scope, key, { value, exportName: exportName(stage, service, exportKeys[key] ?? key) }), key);
  }
}

import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { enterPublication } from './publications';
import { claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { exportName } from '../stage/naming';

/** Publishes values as outputs whose keys and export names are the contract, in whichever stack they stand. */
export function publish(scope: Construct, stage: ListBackupStage, service: string, values: { readonly [key: string]: string }): void {
  for (const [key, value] of Object.entries(values)) {
    const output = claimLogicalId(new CfnOutput(scope, key, { value, exportName: exportName(stage, service, key) }), key);
    enterPublication(output, stage, service, key);
  }
}

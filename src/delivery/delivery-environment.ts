import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupDeliveryOptions } from './delivery-options';
import { requireObject } from '../stage/require';

const WORKS = '{ repository: "ListBackup-ai/api" }';

/** Whether anybody said from where the stage is deployed. Warns where nobody did. */
export function deliveryCanStand(scope: IConstruct, options: ListBackupDeliveryOptions | undefined): options is ListBackupDeliveryOptions {
  requireObject('delivery', options, 'It says from where the stage is deployed.', WORKS);
  if (options !== undefined) return true;
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:deliveryLeftOut',
    `the deploy stack is left out: nobody said from where the stage is deployed, for example delivery: ${WORKS}.`);
  return false;
}

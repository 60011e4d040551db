import { Environment, Stack } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { requireOnlyOne } from './unique';
import { IListBackupDataLayer, ListBackupBuckets, ListBackupBucketsOptions, ListBackupTables, ListBackupTablesOptions } from '../data-layer';
import { ListBackupStage } from '../stage';
import { SERVICES, stackName } from '../stage/naming';
import { requireDomainName } from '../stage/origins';
import { requireStage } from '../stage/require-stage';

/** The whole infrastructure of a stage. */
export interface ListBackupInfrastructureProps {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * The account and region of the stacks.
   *
   * @default - the enclosing Stage's, or whichever the app is deployed to
   */
  readonly env?: Environment;

  /**
   * The Route 53 zone below which the stage's hosts stand.
   *
   * @default - names follow `listbackup.ai`, and no DNS record is made
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * Options of the tables.
   *
   * @default - what the stage decides
   */
  readonly tables?: ListBackupTablesOptions;

  /**
   * Options of the buckets.
   *
   * @default - what the stage decides
   */
  readonly buckets?: ListBackupBucketsOptions;
}

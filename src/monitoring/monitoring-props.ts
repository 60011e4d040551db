import { ListBackupMonitoringOptions } from './monitoring-options';
import { IListBackupApi } from '../api/api-handle';
import { IListBackupAuth } from '../auth/auth-handle';
import { IListBackupDataLayer } from '../data-layer/list-backup-data-layer';
import { IListBackupEmail } from '../email/email-handle';
import { IListBackupMessaging } from '../messaging/list-backup-messaging';
import { ListBackupStage } from '../stage';

/** What of a stage is monitored, and how. */
export interface ListBackupMonitoringProps extends ListBackupMonitoringOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Tables and buckets.
   *
   * @default - not monitored
   */
  readonly dataLayer?: IListBackupDataLayer;

  /**
   * Queues, event bus and rules.
   *
   * @default - not monitored
   */
  readonly messaging?: IListBackupMessaging;

  /**
   * User pool and client.
   *
   * @default - not monitored
   */
  readonly auth?: IListBackupAuth;

  /**
   * The HTTP API, and the function that answers its `GET /health`.
   *
   * @default - not monitored
   */
  readonly api?: IListBackupApi;

  /**
   * E-mail: the configuration set, and the account's reputation with SES.
   *
   * @default - not monitored
   */
  readonly email?: IListBackupEmail;
}

/**
 * Names of what happened: values of an event's `detail-type`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 *
 * @example
 * ListBackupEvent.pattern({ detailTypes: [ListBackupDetailType.JOB_COMPLETED] });
 */
export class ListBackupDetailType {
  /** From `listbackup.sources`. */
  public static readonly DATA_SYNC_STARTED = 'Data Sync Started';

  /** From `listbackup.sources`. */
  public static readonly DATA_SYNC_COMPLETED = 'Data Sync Completed';

  /** From `listbackup.sources`. */
  public static readonly DATA_SYNC_FAILED = 'Data Sync Failed';

  /** From `listbackup.jobs`. */
  public static readonly JOB_STARTED = 'Job Started';

  /** From `listbackup.jobs`. */
  public static readonly JOB_COMPLETED = 'Job Completed';

  /** From `listbackup.jobs`. */
  public static readonly JOB_FAILED = 'Job Failed';

  /** From `listbackup.jobs`. */
  public static readonly JOB_QUEUED = 'Job Queued';

  /** From `listbackup.users` or `listbackup.auth`. */
  public static readonly USER_REGISTERED = 'User Registered';

  /** From `listbackup.users` or `listbackup.auth`. */
  public static readonly USER_LOGIN = 'User Login';

  /** From `listbackup.users` or `listbackup.auth`. */
  public static readonly USER_LOGOUT = 'User Logout';

  /** From `listbackup.users` or `listbackup.auth`. */
  public static readonly PASSWORD_RESET = 'Password Reset';

  /** From `listbackup.billing`. */
  public static readonly USAGE_RECORDED = 'Usage Recorded';

  /** From `listbackup.billing`. */
  public static readonly BILLING_CALCULATED = 'Billing Calculated';

  /** From `listbackup.billing`. */
  public static readonly PAYMENT_PROCESSED = 'Payment Processed';

  /** From `listbackup.billing`. */
  public static readonly INVOICE_GENERATED = 'Invoice Generated';

  /** From `listbackup.platforms` or `listbackup.integrations`. */
  public static readonly OAUTH_CONNECTED = 'OAuth Connected';

  /** From `listbackup.platforms` or `listbackup.integrations`. */
  public static readonly OAUTH_FAILED = 'OAuth Failed';

  /** From `listbackup.platforms` or `listbackup.integrations`. */
  public static readonly PLATFORM_ERROR = 'Platform Error';

  /** From `listbackup.platforms` or `listbackup.integrations`. */
  public static readonly CONNECTION_TEST = 'Connection Test';

  /** From `listbackup.system`. */
  public static readonly SERVICE_STARTED = 'Service Started';

  /** From `listbackup.system`. */
  public static readonly SERVICE_ERROR = 'Service Error';

  /** From `listbackup.system`. */
  public static readonly HEALTH_CHECK = 'Health Check';

  /** From `listbackup.system`. */
  public static readonly MAINTENANCE = 'Maintenance';

  private constructor() {}
}

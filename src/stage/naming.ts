import { ListBackupStage } from './stage';
import { SERVICES } from '../catalogue/services';
import { invalid } from '../validation/invalid';

/** The zone whose names the stages use where no hosted zone is given. */
export const DEFAULT_DOMAIN_NAME = 'listbackup.ai';

/** The name of a service's stack. It never gains a prefix. */
export const stackName = (stage: ListBackupStage, service: string) => `${service}-${stage.stageName}`;

/** The outputs whose exports live stacks call otherwise. */
const EXPORTED_AS: { readonly [service: string]: { readonly [key: string]: string } } = {
  [SERVICES.ses]: { SESDomainIdentity: 'DomainIdentity', SESConfigurationSetName: 'ConfigurationSetName' },
};

/** Returns the export name of an output, the same in every stack. */
export const exportName = (stage: ListBackupStage, service: string, key: string) => (
  `${service}-${stage.stageName}-${EXPORTED_AS[service]?.[key] ?? key}`
);

/** Prefix of all table names of a stage, without the last hyphen. */
export const tablePrefix = (stage: ListBackupStage) => `listbackup-${stage.stageName}`;

export const tableName = (stage: ListBackupStage, name: string) => `${tablePrefix(stage)}-${name}`;

const fifoSuffix = (fifo: boolean) => (fifo ? '.fifo' : '');

export const queueName = (stage: ListBackupStage, name: string, fifo = true) => `listbackup-${name}-queue-${stage.stageName}${fifoSuffix(fifo)}`;

export const deadLetterQueueName = (stage: ListBackupStage, name: string, fifo = true) => `listbackup-${name}-dlq-${stage.stageName}${fifoSuffix(fifo)}`;

/** The one standard queue for events that could not be delivered. */
export const busDeadLetterQueueName = (stage: ListBackupStage) => `listbackup-events-bus-dlq-${stage.stageName}`;
export const eventsDeadLetterQueueName = (stage: ListBackupStage) => `listbackup-events-dlq-${stage.stageName}`;

/** S3 names are global, so account and region are part of them. Both may be tokens. */
export const bucketName = (stage: ListBackupStage, name: string, account: string, region: string) => `listbackup-${name}-${stage.stageName}-${account}-${region}`;

export const eventBusName = (stage: ListBackupStage) => `listbackup-events-${stage.stageName}`;

export const eventRuleName = (stage: ListBackupStage, name: string) => `listbackup-${name}-events-${stage.stageName}`;

export const eventArchiveName = eventBusName;

export const schemaRegistryName = tablePrefix;

/** A schema of the registry, as EventBridge itself names those that it discovers. */
export const eventSchemaName = (source: string, detailType: string) => `${source}@${detailType}`;

export const eventLogRoleName = (stage: ListBackupStage) => `listbackup-eventbridge-log-role-${stage.stageName}`;

export const eventLogGroupName = (stage: ListBackupStage) => `/aws/events/${stackName(stage, SERVICES.eventbridge)}`;

/** The log-group policy that lets EventBridge write to the event log group. */
export const eventLogPolicyName = (stage: ListBackupStage) => `listbackup-eventbridge-log-policy-${stage.stageName}`;

/** Name of the bus's log destination in CloudWatch Logs. */
export const eventLogDestinationName = eventBusName;

/** The bus's own log of one severity, as CloudWatch Logs sees it. */
export const eventLogSourceName = (stage: ListBackupStage, severity: string) => `${eventBusName(stage)}-${severity}`;

export const s3AccessLogGroupName = (stage: ListBackupStage) => `/aws/s3/${stackName(stage, SERVICES.s3)}`;

export const userPoolName = (stage: ListBackupStage) => `listbackup-user-pool-${stage.stageName}`;

export const userPoolClientName = (stage: ListBackupStage) => `listbackup-app-client-${stage.stageName}`;

export const smsRoleName = (stage: ListBackupStage) => `CognitoSmsRole-${stage.stageName}`;

/** Returns the hosted UI's domain prefix. Prefixes are unique across all accounts of a region, so the account is part of them. It can be a token. */
export const hostedUiDomainPrefix = (stage: ListBackupStage, account: string) => `${tablePrefix(stage)}-${account}`;

export const authLogGroupName = (stage: ListBackupStage) => `/aws/cognito/${userPoolName(stage)}`;

/** The path of a parameter of the cognito service. */
export const authParameterName = (stage: ListBackupStage, name: string) => `/${SERVICES.cognito}/${stage.stageName}/${name}`;

/** Returns the parent host of every stage's API, which is also the apex's own host. */
export const apiDomainName = (domainName: string) => `api.${domainName}`;

/** Host of a stage's API. */
export const stageApiDomainName = (stage: ListBackupStage, domainName: string) => `${stage.stageName}.${apiDomainName(domainName)}`;

/** Host at which the edge calls a stage's API. */
export const apiOriginDomainName = (stage: ListBackupStage, domainName: string) => `${stage.stageName}-origin.${apiDomainName(domainName)}`;

export const httpApiName = (stage: ListBackupStage) => `${stage.stageName}-${SERVICES.apiGateway}`;

export const apiLogGroupName = (stage: ListBackupStage) => `/aws/apigateway/${stackName(stage, SERVICES.apiGateway)}`;

export const healthFunctionName = (stage: ListBackupStage) => `${stackName(stage, SERVICES.apiGateway)}-health`;

export const healthLogGroupName = (stage: ListBackupStage) => `/aws/lambda/${healthFunctionName(stage)}`;

/** IAM's limit, and the longest region that the name must leave room for. */
const MAX_ROLE_NAME = 64;
const LONGEST_REGION = 'ap-southeast-1';

/** The role of the API's own functions. A stage of 16 characters leaves no room for it everywhere, so that CloudFormation names it. */
export function apiRoleName(stage: ListBackupStage, region: string): string | undefined {
  const name = (of: string): string => `${stackName(stage, SERVICES.apiGateway)}-${of}-lambdaRole`;
  return name(LONGEST_REGION).length <= MAX_ROLE_NAME ? name(region) : undefined;
}

/** Host of a stage's public files. */
export const assetsDomainName = (stage: ListBackupStage, domainName: string) => `${stage.stageName}.assets.${domainName}`;

/** Name of an account's CloudFront policies and log sources, for example `listbackup-main-assets`. */
export const edgeName = (stage: ListBackupStage, name: string) => `${tablePrefix(stage)}-${name}`;

/** WAF writes to log groups of this prefix only. */
export const firewallLogGroupName = (stage: ListBackupStage) => `aws-waf-logs-${tablePrefix(stage)}`;

/** Name of the parameter from which services read the ARN of the API's certificate. */
export const apiCertificateParameterName = (stage: ListBackupStage) => `/${stage.stageName}/domains/api-certificate-arn`;

export const emailConfigurationSetName = (stage: ListBackupStage) => `${tablePrefix(stage)}-config-set`;

export const emailEventDestinationName = (stage: ListBackupStage) => `${tablePrefix(stage)}-events`;

export const emailTemplateName = (stage: ListBackupStage, name: string) => `${tablePrefix(stage)}-${name}`;

export const smsTopicName = (stage: ListBackupStage) => `${tablePrefix(stage)}-sms-topic`;

export const smsDeliveryRoleName = (stage: ListBackupStage) => `${tablePrefix(stage)}-sms-delivery-role`;

/** Prefix of the log groups in which SNS reports the delivery of an account's text messages. Both parts can be tokens. */
export const smsLogGroupPrefix = (account: string, region: string) => `sns/${region}/${account}/DirectPublishToPhoneNumber`;

/** A dashboard of one area: `listbackup-main-overview`. */
export const dashboardName = (stage: ListBackupStage, area: string) => `${tablePrefix(stage)}-${area}`;

/** An alarm on one condition of one resource: `listbackup-main-users-table-throttles`. Alarms belong to a region. */
export const alarmName = (stage: ListBackupStage, resource: string, condition: string) => `${tablePrefix(stage)}-${resource}-${condition}`;

/** The topic of one severity of alarms. */
export const alarmTopicName = (stage: ListBackupStage, severity: string) => `${tablePrefix(stage)}-${severity}`;

/** A budget, or a monitor of costs. */
export const costName = (stage: ListBackupStage, what: string) => `${tablePrefix(stage)}-${what}`;

/** Name of the Slack channel configuration that receives the alarms. */
export const slackConfigurationName = (stage: ListBackupStage, channelId: string) => `${tablePrefix(stage)}-${channelId}`;

/** The CloudWatch namespace of the metrics that the stage's own programs emit. */
export const metricNamespace = (stage: ListBackupStage) => `ListBackup/${stage.stageName}`;
/** The role that a stage is deployed with. */
export const deployRoleName = (stage: ListBackupStage) => `${tablePrefix(stage)}-deploy`;

export const secretName = (stage: ListBackupStage, name: string) => `listbackup/${stage.stageName}/${name}`;

export const keyAliasName = (stage: ListBackupStage) => `alias/${tablePrefix(stage)}`;

/** A service as its key is called by it: `dynamodb`, `api-gateway`. */
const shortServiceName = (service: string) => service.replace(/^listbackup-(infrastructure-)?/, '');

/** The key of one service. The slash, since `listbackup-main-dynamodb` would be the key of a stage `main-dynamodb`. */
export const serviceKeyAliasName = (stage: ListBackupStage, service: string) => `${keyAliasName(stage)}/${shortServiceName(service)}`;

/** The logical ID of a service's key, with which its output begins, too: `DynamodbEncryptionKey`. */
export const serviceKeyId = (service: string) => `${pascalCase(shortServiceName(service))}EncryptionKey`;

/** The vault that the stage's backups are written to. */
export const backupVaultName = tablePrefix;

/** Suffix of the vault that holds a stage's copies. A stage whose name ends with this suffix has no backups. */
export const COPY_VAULT_SUFFIX = '-copy';

/** The vault in the recovery region that they are copied to. */
export const copyVaultName = (stage: ListBackupStage) => `${backupVaultName(stage)}${COPY_VAULT_SUFFIX}`;

export const backupPlanName = tablePrefix;

/**
 * Alias of the key for the copies and replicas in the recovery region. It contains slashes, because `listbackup-main-recovery` could be the
 * name of a stage's own key.
 */
export const recoveryKeyAliasName = (stage: ListBackupStage) => `alias/listbackup/recovery/${stage.stageName}`;

/** AWS Backup takes letters, digits and underscores here. A stage's name holds no underscore, so that no two become one. */
export const restoreTestingName = (vaultName: string) => vaultName.replace(/-/g, '_');

/** Returns the name of the bus in the primary's region on which the recovery region reports failed restores. */
export const recoveryBusName = (stage: ListBackupStage) => `listbackup-recovery-${stage.stageName}`;

/** Returns the name of the rule that reports a vault's failed jobs: `listbackup-main-backup-job-failed`. */
export const failedJobRuleName = (vaultName: string, kind: string) => `${vaultName}-${kind}-job-failed`;

/** Rule for the alarm on late replicas: `listbackup-main-copy-replication-late`. */
export const alarmRuleName = (vaultName: string) => `${vaultName}-replication-late`;

/** The service that functions belong to where a caller names none. */
export const API_SERVICE = 'listbackup-api';

export const functionName = (stage: ListBackupStage, service: string, name: string) => `${stackName(stage, service)}-${name}`;

export const functionLogGroupName = (physicalName: string) => `/aws/lambda/${physicalName}`;

/** URL of the stage's web application. */
export const webOrigin = (stage: ListBackupStage, domainName: string) => `https://${stage.stageName}.${domainName}`;

/** URL of a web application on a developer's machine. */
export const LOCAL_WEB_ORIGIN = 'http://localhost:3000';

/** `UserAccounts` → `user-accounts`, `MFACodes` → `mfa-codes`. */
export function kebabCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2').toLowerCase();
}

/** `google-oauth` → `GoogleOauth`. */
export function pascalCase(name: string): string {
  return name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** `user-accounts`, `TABLE` → `USER_ACCOUNTS_TABLE`: the environment variable that the services read. */
export function environmentVariable(name: string, suffix: string): string {
  return `${name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}_${suffix}`;
}

/** The one stage that serves the zone itself, and `api.{zone}` without being asked: there is one apex per zone. */
const APEX_STAGE = 'main';

/**
 * Origins of the stage's front ends: the site at the stage's own host and the app below `app.`, for `main` also those of the zone itself,
 * and a developer's machine in development.
 */
export function defaultWebOrigins(stage: ListBackupStage, domainName: string): string[] {
  return [
    ...stage.stageName === APEX_STAGE ? [`https://${domainName}`, `https://app.${domainName}`] : [],
    webOrigin(stage, domainName),
    webOrigin(stage, `app.${domainName}`),
    ...stage.isDevelopment ? [LOCAL_WEB_ORIGIN] : [],
  ];
}

/** Returns true if a stage serves `api.{zone}` besides its own host: the caller's option, or the stage's default. */
export function apexFor(stage: ListBackupStage, asked: boolean | undefined): boolean {
  if (asked === undefined) return stage.stageName === APEX_STAGE;
  if (typeof asked !== 'boolean') invalid('apex', asked, 'must be true or false', 'For example: true.');
  if (asked && !stage.isProduction) {
    invalid('apex', asked, `can't be true in the ${stage.kind} stage "${stage.stageName}": the zone's own API host belongs to production`, 'Set apex: false, or use the stage "main".');
  }
  return asked;
}

import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import {
  ListBackupAlarmSubscribers,
  ListBackupBudget,
  ListBackupMonitoringOptions,
  ListBackupSlackChannel,
  MonitoredHandles,
} from './monitoring-options';
import { ListBackupStage } from '../stage';
import { requireBoundary } from '../validation/constructs';
import { invalid, show } from '../validation/invalid';
import { requireEmailAddress } from '../validation/names';
import { requireAttribute, requireBoolean, requireList, requireObject, requireText } from '../validation/values';

/** A name or address may stand before the host, and a port after it, as SNS takes both. */
const HTTPS = /^https:\/\/([^\s/@#?]+@)?([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(:\d{1,5})?\/[\x21\x22\x24-\x7e]*$/;
const PAGER_DUTY = '"https://events.pagerduty.com/integration/0123456789abcdef/enqueue"';

/** Refuses addresses, channels and endpoints that nothing would ever reach. */
function requireSubscribers(what: string, subscribers: ListBackupAlarmSubscribers | undefined): void {
  if (subscribers === undefined) return;
  requireObject(what, subscribers, 'must be an options object', 'For example: { emails: ["operations@listbackup.ai"] }.');
  if (subscribers.emails !== undefined) requireEmails(`${what}.emails`, subscribers.emails);
  requireEach(`${what}.slack`, subscribers.slack, '[{ workspaceId: "T0123ABCD", channelId: "C0123ABCD" }]', requireChannel,
    ({ workspaceId, channelId }) => `${workspaceId} ${channelId}`);
  requireEach(`${what}.pagerDutyEndpoints`, subscribers.pagerDutyEndpoints, `[${PAGER_DUTY}]`, requireEndpoint, (endpoint) => endpoint);
}

/** Refuses anything but one or more e-mail addresses. */
function requireEmails(what: string, emails: readonly string[] | undefined): void {
  const works = '["operations@listbackup.ai"]';
  if (emails === undefined) invalid(what, emails, 'must be a list of e-mail addresses', `For example: ${works}.`);
  // Two in capitals and not are two mails to one person.
  requireEach(what, emails, works, requireEmailAddress, (email) => email.toLowerCase());
}

/** @param identify what two that are the same have in common. */
function requireEach<T>(
  what: string, values: readonly T[] | undefined, works: string, check: (name: string, value: T) => void, identify: (value: T) => string,
): void {
  requireList(what, values, works);
  if (values === undefined) return;
  if (values.length === 0) invalid(what, values, 'must have at least one entry', 'Add one, or leave it out.');
  values.forEach((value) => check(what, value));
  const seen = values.map(identify);
  const twice = values.find((_, at) => seen.indexOf(seen[at]) !== at);
  if (twice !== undefined) invalid(what, twice, `can't list ${show(twice)} twice`, 'Remove one of them.');
}

function requireChannel(what: string, channel: ListBackupSlackChannel): void {
  requireObject(what, channel ?? null, 'must be the IDs of a workspace and a channel', 'For example: { workspaceId: "T0123ABCD", channelId: "C0123ABCD" }.');
  const id = (name: string, value: string | undefined, pattern: RegExp, rule: string, works: string): void => {
    if (value === undefined || Token.isUnresolved(value)) invalid(`${what}.${name}`, value, rule, `For example: ${works}.`);
    requireText(`${what}.${name}`, value, pattern, rule, `For example: ${works}.`);
  };
  id('workspaceId', channel?.workspaceId, /^T[0-9A-Z]{6,20}$/, 'must be Slack\'s ID of a workspace: T, and capital letters and digits', '"T0123ABCD"');
  id('channelId', channel?.channelId, /^[CG][0-9A-Z]{6,20}$/, 'must be Slack\'s ID of a channel, not its name: C or G, and capital letters and digits', '"C0123ABCD"');
  requireList(`${what}.otherStages`, channel.otherStages, '[ListBackupStage.STAGING]');
  for (const stage of channel.otherStages ?? []) {
    // By its members rather than by its class: an app may hold two copies of this package.
    const isStage = typeof stage === 'object' && stage !== null && 'stageName' in stage && 'kind' in stage;
    if (!isStage) invalid(`${what}.otherStages`, stage, 'must have stages only', 'For example: [ListBackupStage.STAGING].');
  }
}

function requireEndpoint(what: string, endpoint: string): void {
  if (typeof endpoint === 'string' && Token.isUnresolved(endpoint)) return;
  if (typeof endpoint !== 'string' || !HTTPS.test(endpoint)) {
    invalid(what, endpoint, 'must be an https URL with a host and a path', `For example: ${PAGER_DUTY}.`);
  }
}

/** A cent, and what no bill comes to: beyond either nobody would ever be told, or always. */
const LEAST_USD = 0.01;
const MOST_USD = 1_000_000_000;

/** AWS's limit of e-mail addresses a notification. */
const MAX_EMAILS = 10;

/** Refuses a budget that would never speak, or to nobody. */
function requireBudget(budget: ListBackupBudget | undefined): void {
  if (budget === undefined) return;
  requireObject('budget', budget, 'must be an options object', 'For example: { monthlyUsd: 500, emails: ["operations@listbackup.ai"] }.');
  const { monthlyUsd, emails } = budget;
  requireBoolean('budget.anomalies', budget.anomalies);
  if (typeof monthlyUsd !== 'number' || !(monthlyUsd >= LEAST_USD && monthlyUsd <= MOST_USD)) {
    invalid('budget.monthlyUsd', typeof monthlyUsd === 'number' && !Number.isFinite(monthlyUsd) ? String(monthlyUsd) : monthlyUsd, `must be a number of US dollars from ${LEAST_USD} to ${MOST_USD}`, 'For example: 500.');
  }
  requireEmails('budget.emails', emails);
  if (emails.length > MAX_EMAILS) invalid('budget.emails', emails.length, `must have at most ${MAX_EMAILS} addresses, the quota of AWS Budgets`, 'Use the address of a mailing list.');
}

/** Says that nobody watches what an operated stage costs. */
export function warnOfNoBudget(scope: IConstruct, stage: ListBackupStage): void {
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:budgetLeftOut',
    `stage "${stage.stageName}" has no budget: nobody is told when it costs more than it should. For example budget: { monthlyUsd: 500, emails: ["operations@listbackup.ai"] }.`);
}

/** Member by which each handle is recognized, its kind, and an expression that creates one, for errors. */
const HANDLES: Readonly<Record<keyof MonitoredHandles, readonly [member: string, kind: string, works: string]>> = {
  dataLayer: ['tables', 'a data layer', 'new ListBackupDataLayer(…)'],
  messaging: ['queues', 'queues and event bus', 'new ListBackupMessaging(…)'],
  auth: ['userPoolClient', 'the authentication', 'new ListBackupAuth(…)'],
  api: ['httpApi', 'the API', 'new ListBackupApi(…)'],
  email: ['emailConfigurationSetName', 'the e-mail', 'new ListBackupEmail(…)'],
};

/** Refuses options and handles that could not work. */
export function requireMonitoring(props: ListBackupMonitoringOptions & MonitoredHandles): void {
  for (const name of Object.keys(HANDLES) as (keyof MonitoredHandles)[]) {
    const [member, kind, works] = HANDLES[name];
    requireAttribute(name, props[name], member, kind, works);
  }
  requireSubscribers('critical', props.critical);
  requireSubscribers('warning', props.warning);
  requireBudget(props.budget);
  requireBoolean('tableSizes', props.tableSizes);
  requireMetrics(props.applicationMetrics);
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireAttribute('encryptionKey', props.encryptionKey, 'keyArn', 'a KMS key', 'new ListBackupKey(…)');
}

function requireMetrics(metrics: readonly string[] | undefined): void {
  const works = '["JobsFinished"]';
  requireList('applicationMetrics', metrics, works);
  const wrong = metrics?.find((metric, at) => typeof metric !== 'string' || !/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(metric) || metrics.indexOf(metric) !== at);
  if (wrong !== undefined) invalid('applicationMetrics', wrong, 'must have different names of 1 to 255 characters', `For example: ${works}.`);
}

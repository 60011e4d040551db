import { Token } from 'aws-cdk-lib';
import { ListBackupAlarmSubscribers, ListBackupSlackChannel } from './alarm-subscribers';
import { requireEmailAddress } from '../stage/email-address';
import { refuse, requireKnownKeys } from '../stage/refuse';
import { requireList, requireText } from '../stage/require';

/** A name or address may stand before the host, and a port after it, as SNS takes both. */
const HTTPS = /^https:\/\/([^\s/@#?]+@)?([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(:\d{1,5})?\/[\x21\x22\x24-\x7e]*$/;
const PAGER_DUTY = '"https://events.pagerduty.com/integration/0123456789abcdef/enqueue"';

/** Refuses addresses, channels and endpoints that nothing would ever reach. */
export function requireSubscribers(what: string, subscribers: ListBackupAlarmSubscribers | undefined): void {
  if (subscribers === undefined) return;
  requireKnownKeys(what, subscribers as { readonly [key: string]: unknown }, ['emails', 'slack', 'pagerDutyEndpoints']);
  if (subscribers.emails !== undefined) requireEmails(`${what}.emails`, subscribers.emails);
  requireEach(`${what}.slack`, subscribers.slack, '[{ workspaceId: "T0123ABCD", channelId: "C0123ABCD" }]', requireChannel,
    ({ workspaceId, channelId }) => `${workspaceId} ${channelId}`);
  requireEach(`${what}.pagerDutyEndpoints`, subscribers.pagerDutyEndpoints, `[${PAGER_DUTY}]`, requireEndpoint, (endpoint) => endpoint);
}

/** Refuses anything but one or more e-mail addresses. */
export function requireEmails(what: string, emails: readonly string[] | undefined): void {
  const works = '["operations@listbackup.ai"]';
  if (emails === undefined) refuse(what, emails, 'It is a list of e-mail addresses.', works);
  // Two in capitals and not are two mails to one person.
  requireEach(what, emails, works, requireEmailAddress, (email) => email.toLowerCase());
}

/** @param identify what two that are the same have in common. */
function requireEach<T>(
  what: string, values: readonly T[] | undefined, works: string, check: (name: string, value: T) => void, identify: (value: T) => string,
): void {
  requireList(what, values, works);
  if (values === undefined) return;
  if (values.length === 0) refuse(what, values, 'It holds at least one; without any, leave it out.', works);
  values.forEach((value) => check(what, value));
  const seen = values.map(identify);
  const twice = values.find((_, at) => seen.indexOf(seen[at]) !== at);
  if (twice !== undefined) refuse(what, twice, 'It stands twice.', works);
}

function requireChannel(what: string, channel: ListBackupSlackChannel): void {
  requireKnownKeys(what, channel as unknown as { readonly [key: string]: unknown }, ['workspaceId', 'channelId']);
  const id = (name: string, value: string | undefined, pattern: RegExp, rule: string, works: string): void => {
    if (value === undefined || Token.isUnresolved(value)) refuse(`${what}, ${name}`, value, rule, works);
    requireText(`${what}, ${name}`, value, pattern, rule, works);
  };
  id('workspaceId', channel?.workspaceId, /^T[0-9A-Z]{6,20}$/, 'Slack\'s ID of a workspace is T, and capital letters and digits.', '"T0123ABCD"');
  id('channelId', channel?.channelId, /^[CG][0-9A-Z]{6,20}$/, 'Slack\'s ID of a channel is C or G, and capital letters and digits; it is not the channel\'s name.', '"C0123ABCD"');
}

function requireEndpoint(what: string, endpoint: string): void {
  if (typeof endpoint === 'string' && Token.isUnresolved(endpoint)) return;
  if (typeof endpoint !== 'string' || !HTTPS.test(endpoint)) {
    refuse(what, endpoint, 'Alarms go by https only, to a host and path.', PAGER_DUTY);
  }
}

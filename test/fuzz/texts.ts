/** Text that a prop of that name takes: the first is one that goes with everything. */
const TEXTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(domainName|zoneName|customDomainName|customDomain)$/, ['listbackup.ai', 'example.com']],
  [/^(emailFrom|emailReplyTo)$/, ['noreply@listbackup.ai', 'ListBackup <noreply@listbackup.ai>']],
  [/^emailIdentityArn$/, ['arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai']],
  [/^roleArn$/, ['arn:aws:iam::123456789012:role/reader']],
  [/^webAclArn$/, ['arn:aws:wafv2:us-east-1:123456789012:global/webacl/listbackup/0123']],
  [/region/i, ['us-west-2', 'eu-west-1']],
  [/^(callbackUrls|logoutUrls|corsOrigins|issuerUrl)$/, ['https://app.listbackup.ai', 'https://example.com/back']],
  [/^(source|sources)$/, ['listbackup.jobs', 'listbackup.users']],
  [/^(detailType|detailTypes)$/, ['Job Started', 'Job Completed']],
  [/^route$/, ['GET /jobs', 'POST /jobs/{id}']],
  [/^lockFile$/, ['listbackup.lock.json']],
  [/^repository$/, ['ListBackup-ai/listbackup-infrastructure']],
  [/^branch$/, ['main']],
  [/^service$/, ['listbackup-api-billing']],
  [/^(environmentVariable)$/, ['HOOKS']],
  [/^(indexName|indexNames)$/, ['ByUrl']],
  [/^cachedPaths$/, ['/assets/*']],
  [/^workspaceId$/, ['T0123456789']],
  [/^channelId$/, ['C0123456789']],
  [/^(names|secretNames|secrets)$/, ['stripe']],
  [/^handler$/, ['index.handler']],
  [/^prefix$/, ['accounts/']],
];
const ANY = ['example', 'Example', 'an-example', 'two words'];

export function textsOf(name: string): readonly string[] {
  return TEXTS.find(([pattern]) => pattern.test(name))?.[1] ?? ANY;
}

/** Keys of maps, where the library knows which there are. */
const KEYS: Readonly<Record<string, string>> = {
  secrets: 'stripe',
  queueSettings: 'Sync',
  capacity: 'Users',
  indexes: 'Users',
  resourcePolicies: 'Users',
  indexNames: 'Users',
  environment: 'LOG_LEVEL',
  environmentNames: 'JOBS_TABLE',
  attributeMapping: 'given_name',
};

export const keyFor = (name: string): string => KEYS[name] ?? 'key';

/** Names that a call looks up. */
const LOOKED_UP: readonly (readonly [RegExp, string])[] = [
  [/Tables\.byName$/, 'Users'], [/Buckets\.byName$/, 'Data'], [/Queues\.byName$/, 'Sync'], [/Groups\.byName$/, 'Admins'], [/Secrets\.byName$/, 'stripe'],
  [/Rules\.byName$/, 'Job'], [/\.rule$/, 'Job'], [/\.grantPublish$/, 'listbackup.jobs'], [/\.useEventBus$/, 'listbackup.jobs'], [/Key\.grant$/, 'kms:Decrypt'],
  [/Key\.addAlias$/, 'alias/example'], [/\.addRotationSchedule$/, 'Rotation'], [/\.addEnvironment$/, 'LOG_LEVEL'], [/Stage\.of$/, 'feature-x'],
];

export const textFor = (call: string): string | undefined => LOOKED_UP.find(([pattern]) => pattern.test(call))?.[1];

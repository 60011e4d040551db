/** The last parts of the 23 tables' names, as the specification lists them. */
export const TABLE_NAMES = [
  'users', 'accounts', 'user-accounts', 'activity', 'platforms', 'platform-connections', 'platform-sources', 'sources', 'source-groups', 'jobs',
  'job-logs', 'teams', 'team-members', 'notifications', 'billing', 'billing-usage', 'tags', 'files', 'oauth-states', 'api-keys', 'mfa-codes',
  'rate-limits', 'account-lockouts',
];

export const ACCOUNT = '123456789012';
export const PRIMARY = { account: ACCOUNT, region: 'us-west-2' };
export const RECOVERY = { account: ACCOUNT, region: 'us-east-1' };

/** An ARN as the template says it, in a partition known at deployment. */
export function arn(rest: string): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${rest}`]] };
}

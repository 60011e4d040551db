import * as fc from 'fast-check';
import { ListBackupStage } from '../../src';
import { SERVICES } from '../../src/catalogue/services';
import * as naming from '../../src/stage/naming';

const ACCOUNT = '123456789012';
const LONGEST_REGION = 'ap-southeast-1';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const shaped = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-'));

function stageOrError(name: string): ListBackupStage | Error {
  try {
    return ListBackupStage.of(name);
  } catch (error) {
    return error as Error;
  }
}

/** The rules of AWS for each kind of name, written down from its documentation. */
const RULES: readonly (readonly [string, (stage: ListBackupStage) => string, RegExp])[] = [
  ['S3 bucket', (stage) => naming.bucketName(stage, 'exports', ACCOUNT, LONGEST_REGION), /^(?!xn--)(?!.*-s3alias$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/],
  ['SQS FIFO queue', (stage) => naming.deadLetterQueueName(stage, 'maintenance'), /^[A-Za-z0-9_-]{1,75}\.fifo$/],
  ['DynamoDB table', (stage) => naming.tableName(stage, 'platform-connections'), /^[A-Za-z0-9_.-]{3,255}$/],
  ['IAM role', naming.eventLogRoleName, /^[\w+=,.@-]{1,64}$/],
  ['Cognito domain prefix', (stage) => naming.hostedUiDomainPrefix(stage, ACCOUNT), /^(?!.*(aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/],
  ['Cognito user pool', naming.userPoolName, /^[\w\s+=,.@-]{1,128}$/],
  ['EventBridge rule', (stage) => naming.eventRuleName(stage, 'data-sync'), /^[.\-_A-Za-z0-9]{1,64}$/],
  ['EventBridge archive', naming.eventArchiveName, /^[.\-_A-Za-z0-9]{1,48}$/],
  ['schema registry', naming.schemaRegistryName, /^(?!aws\.)[A-Za-z0-9._-]{1,64}$/],
  ['log group', naming.eventLogGroupName, /^[.\-_/#A-Za-z0-9]{1,512}$/],
  ['SSM parameter', (stage) => naming.authParameterName(stage, 'user-pool-id'), /^\/(?!aws|ssm)[A-Za-z0-9_.\-/]{1,1010}$/],
  ['stack', (stage) => naming.stackName(stage, SERVICES.eventbridge), /^[A-Za-z][A-Za-z0-9-]{0,127}$/],
  ['export', (stage) => naming.exportName(stage, SERVICES.sqs, 'MaintenanceDeadLetterQueueArn'), /^[A-Za-z0-9:-]{1,255}$/],
  ['host name', (stage) => naming.webOrigin(stage, 'listbackup.ai'), /^https:\/\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.listbackup\.ai$/],
];

test.each(RULES)('every accepted stage gives a valid name: %s', (_kind, nameOf, rule) => {
  fc.assert(fc.property(shaped, (name) => {
    const stage = stageOrError(name);
    fc.pre(!(stage instanceof Error));
    expect(nameOf(stage as ListBackupStage)).toMatch(rule);
  }));
});

test('every other string is refused with an error that names it, and never with a TypeError', () => {
  const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), shaped, fc.constantFrom('__proto__', 'constructor', 'toString'));
  fc.assert(fc.property(any, (name) => {
    const result = stageOrError(name);
    if (!(result instanceof Error)) {
      expect(name).toMatch(/^[a-z](-?[a-z0-9])*$/);
      expect(name.length).toBeLessThanOrEqual(16);
      expect(name).not.toMatch(/aws|amazon|cognito|^ssm|-(user|platform|origin)$/);
      return;
    }
    expect(result).not.toBeInstanceOf(TypeError);
    expect(result.message).toContain(`but got ${JSON.stringify(name).slice(0, 60)}`);
  }), { numRuns: 1000 });
});

test('two stages never give two tables one name', () => {
  const tables = ['users', 'accounts', 'user-accounts', 'platforms', 'platform-sources', 'platform-connections', 'sources', 'source-groups',
    'jobs', 'job-logs', 'teams', 'team-members', 'billing', 'billing-usage', 'account-lockouts'];
  const suffix = fc.constantFrom('', '-user', '-platform', '-source', '-job', '-team', '-billing', '-account');
  fc.assert(fc.property(word, suffix, suffix, (base, one, other) => {
    fc.pre(one !== other);
    const stages = [`${base}${one}`, `${base}${other}`].map(stageOrError);
    fc.pre(stages.every((stage) => !(stage instanceof Error)));
    const [first, second] = stages.map((stage) => tables.map((table) => naming.tableName(stage as ListBackupStage, table)));
    expect(first.filter((name) => second.includes(name))).toEqual([]);
  }));
});

import { ListBackupSecurity, ListBackupStage } from '../../src';
import { resources, statementsWithin, whole } from '../security/whole';
import { objections, PolicyStatement } from '../support/iam-reference';

/**
 * AWS's own key policy for encrypted log groups lists `kms:Describe*` under a condition that a describing call never carries.
 * The statement stays as AWS publishes it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
const AS_PUBLISHED = /: kms:Describe(Key|CustomKeyStores) has no condition key kms:EncryptionContext:aws:logs:arn$/;

describe.each([['STANDARD', ListBackupSecurity.STANDARD], ['HARDENED', ListBackupSecurity.HARDENED]])('a %s stage with everything', (_, security) => {
  test('has no statement that the service authorization reference objects to', async () => {
    const { stacks } = whole(ListBackupStage.MAIN, security);
    const found = new Set<string>();
    let statements = 0;
    for (const { id, Type, Properties } of resources(stacks)) {
      for (const statement of statementsWithin(Properties)) {
        statements += 1;
        for (const text of await objections(statement as PolicyStatement)) found.add(`${Type} ${id}: ${text}`);
      }
    }
    expect([...found].filter((text) => !AS_PUBLISHED.test(text))).toEqual([]);
    expect(statements).toBeGreaterThan(100);
  });
});

describe('the reference objects to', () => {
  const TABLE = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs';

  test.each<[string, PolicyStatement, string[]]>([
    ['an action that doesn\'t exist', { Effect: 'Allow', Action: 'dynamodb:GetItems', Resource: '*' }, ['no action dynamodb:GetItems']],
    ['a service that doesn\'t exist', { Effect: 'Allow', Action: 'dynamo:GetItem', Resource: '*' }, ['no action dynamo:GetItem']],
    ['a wildcard that matches nothing', { Effect: 'Allow', Action: 'sqs:Fetch*', Resource: '*' }, ['no action sqs:Fetch*']],
    ['a resource that no action takes', { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: 'arn:aws:sqs:us-west-2:123456789012:queue' }, [
      'no action of dynamodb:GetItem takes arn:aws:sqs:us-west-2:123456789012:queue', 'dynamodb:GetItem takes none of arn:aws:sqs:us-west-2:123456789012:queue',
    ]],
    ['a resource for an action that takes none', { Effect: 'Allow', Action: 'dynamodb:ListTables', Resource: TABLE }, [
      `no action of dynamodb:ListTables takes ${TABLE}`, 'dynamodb:ListTables takes only Resource "*"',
    ]],
    ['a name where an ARN must be', { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: 'listbackup-main-jobs' }, [
      'listbackup-main-jobs is no ARN', 'dynamodb:GetItem takes none of listbackup-main-jobs',
    ]],
    ['a condition key of another service', { Effect: 'Allow', Action: 'events:PutEvents', Resource: '*', Condition: { StringEquals: { 'sqs:source': 'a' } } }, [
      'events:PutEvents has no condition key sqs:source',
    ]],
    ['a condition key that the action doesn\'t have', { Effect: 'Allow', Action: 'events:PutRule', Resource: '*', Condition: { StringEquals: { 'events:detail-types': 'a' } } }, [
      'events:PutRule has no condition key events:detail-types',
    ]],
  ])('%s', async (_, statement, expected) => {
    expect(await objections(statement)).toEqual(expected);
  });

  test.each<[string, PolicyStatement]>([
    ['an index of a table', { Effect: 'Allow', Action: 'dynamodb:Query', Resource: `${TABLE}/index/*` }],
    ['an ARN that only deployment knows', { Effect: 'Allow', Action: 'dynamodb:Query', Resource: { 'Fn::GetAtt': ['JobsTable', 'Arn'] } }],
    ['sources of events', { Effect: 'Allow', Action: 'events:PutEvents', Resource: '*', Condition: { StringEquals: { 'events:source': 'listbackup.jobs' } } }],
    ['a global key', { Effect: 'Deny', Action: 's3:*', Principal: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
  ])('nothing in %s', async (_, statement) => {
    expect(await objections(statement)).toEqual([]);
  });
});

import { Aws, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Conditions, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** What an encrypted queue or topic needs of the service that sends to it. */
const SEND = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** One service that uses the key in its own name, rather than in that of the role or user who calls it. */
interface Admission {
  readonly sid: string;
  readonly service: string;
  readonly actions: readonly string[];
  readonly condition: Conditions;
}

/**
 * The key's policy. The account's own IAM policies decide who may use the key (grants write those); beside them stand the services that
 * come without a role, each for this account only. All by pattern: a key that named the resources could not be deployed before them.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function keyPolicy(scope: Construct): PolicyDocument {
  const { account, region } = Stack.of(scope);
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ sid: 'AccountDecides', principals: [new AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] }),
      ...admissions(account, region).map(({ sid, service, actions, condition }) => new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(service)],
        actions: [...actions],
        // In a key's own policy the key can only be called `*`.
        resources: ['*'],
        conditions: condition,
      })),
    ],
  });
}

function admissions(account: string, region: string): Admission[] {
  const ofAccount = { StringEquals: { 'aws:SourceAccount': account } };
  return [
    {
      sid: 'LogGroups',
      service: `logs.${region}.amazonaws.com`,
      actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${region}:${account}:log-group:*` } },
    },
    { sid: 'EventRulesSend', service: 'events.amazonaws.com', actions: SEND, condition: ofAccount },
    { sid: 'TopicsSend', service: 'sns.amazonaws.com', actions: SEND, condition: ofAccount },
    { sid: 'BucketsSend', service: 's3.amazonaws.com', actions: SEND, condition: ofAccount },
    { sid: 'AlarmsSend', service: 'cloudwatch.amazonaws.com', actions: SEND, condition: ofAccount },
    {
      sid: 'TrailsWriteToBuckets',
      service: 'cloudtrail.amazonaws.com',
      actions: ['kms:GenerateDataKey*'],
      condition: { ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudtrail:*:${account}:trail/*` } },
    },
    {
      sid: 'DistributionsRead',
      service: 'cloudfront.amazonaws.com',
      actions: ['kms:Decrypt'],
      condition: { ...ofAccount, ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${account}:distribution/*` } },
    },
  ];
}

import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ListBackupBucket, ListBackupBucketReplication, ListBackupBuckets, ListBackupBucketsProps, ListBackupDataReplica, ListBackupSecurity,
  ListBackupStage,
} from '../../src';
import { ANY_VALUE, nameTaken, refusal, unknownOption } from '../support/refusal';
import { MAIN_ENV, newStack, synth, tagsOf, TemplateJson } from '../support/synth';

const ACCOUNT = '123456789012';
const KEY_ARN = `arn:aws:kms:us-west-2:${ACCOUNT}:key/1`;
const SOURCE = `listbackup-data-main-${ACCOUNT}-us-west-2`;
const REPLICA = `listbackup-data-main-${ACCOUNT}-us-east-1`;
const ALIAS = 'alias/listbackup/recovery/main';

const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${rest}`]] });

function replicated(dataReplication: ListBackupBucketReplication, more: Partial<ListBackupBucketsProps> = {}): TemplateJson {
  return synth((stack) => { new ListBackupBuckets(stack, 'Buckets', { stage: ListBackupStage.MAIN, dataReplication, ...more }); });
}

interface Rule { readonly Destination: Record<string, unknown>; readonly [property: string]: unknown }
interface Statement { readonly Sid: string; readonly Action: string | string[]; readonly Resource: unknown; readonly Condition?: unknown }

function configurationOf(template: TemplateJson): { readonly Role: unknown; readonly Rules: Rule[] } {
  return template.Resources.DataBucket.Properties.ReplicationConfiguration;
}

function statementsOf(template: TemplateJson): Statement[] {
  const [policy] = template.Resources.DataBucketReplicationRole.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
  return policy.PolicyDocument.Statement;
}

test('without the option nothing is replicated', () => {
  const template = synth((stack) => { new ListBackupBuckets(stack, 'Buckets', { stage: ListBackupStage.MAIN }); });
  expect(template.Resources.DataBucket.Properties).not.toHaveProperty('ReplicationConfiguration');
  expect(template.Resources).not.toHaveProperty('DataBucketReplicationRole');
});

test('every object of the data bucket, with metrics, deletions and the replica\'s key, to the bucket of the other region', () => {
  expect(configurationOf(replicated({ region: 'us-east-1', keyAlias: ALIAS }))).toEqual({
    Role: { 'Fn::GetAtt': ['DataBucketReplicationRole', 'Arn'] },
    Rules: [{
      Id: 'Replicate',
      Status: 'Enabled',
      Priority: 1,
      Filter: { Prefix: '' },
      DeleteMarkerReplication: { Status: 'Enabled' },
      SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
      Destination: {
        Bucket: arn(`s3:::${REPLICA}`),
        EncryptionConfiguration: { ReplicaKmsKeyID: arn(`kms:us-east-1:${ACCOUNT}:${ALIAS}`) },
        Metrics: { Status: 'Enabled' },
      },
    }],
  });
});

test('no other bucket of the catalogue', () => {
  const { Resources } = replicated({ region: 'us-east-1' });
  for (const id of ['AssetsBucket', 'ExportsBucket', 'LogsBucket']) expect(Resources[id].Properties).not.toHaveProperty('ReplicationConfiguration');
});

test('time control promises 15 minutes', () => {
  expect(configurationOf(replicated({ region: 'us-east-1', timeControl: true })).Rules[0].Destination).toMatchObject({
    Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } }, ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
  });
});

describe('the role', () => {
  test('is S3\'s, reads this bucket and writes that one', () => {
    const template = replicated({ region: 'us-east-1' });
    const { Properties } = template.Resources.DataBucketReplicationRole;
    expect(Properties.AssumeRolePolicyDocument).toMatchObject({ Statement: [{ Action: 'sts:AssumeRole', Principal: { Service: 's3.amazonaws.com' } }] });
    expect(Properties).not.toHaveProperty('RoleName');
    expect(tagsOf(template.Resources.DataBucketReplicationRole)).toEqual({ Service: 'listbackup-infrastructure-s3', ManagedBy: 'CDK' });
    expect(statementsOf(template)).toEqual([
      { Sid: 'ReadBucket', Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: arn(`s3:::${SOURCE}`) },
      {
        Sid: 'ReadVersions',
        Effect: 'Allow',
        Action: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
        Resource: arn(`s3:::${SOURCE}/*`),
      },
      { Sid: 'Replicate', Effect: 'Allow', Action: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], Resource: arn(`s3:::${REPLICA}/*`) },
    ]);
  });

  test('uses the one key to read and the other to write, each through S3 only', () => {
    const encryptionKey = Key.fromKeyArn(new Stack(new App(), 'Keys'), 'Key', KEY_ARN);
    const statements = statementsOf(replicated({ region: 'us-east-1', keyAlias: ALIAS }, { encryptionKey }));
    expect(statements.slice(3)).toEqual([
      {
        Sid: 'Decrypt', Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY_ARN, Condition: { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
      },
      {
        Sid: 'EncryptReplicas',
        Effect: 'Allow',
        Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
        Resource: arn(`kms:us-east-1:${ACCOUNT}:key/*`),
        Condition: {
          'StringEquals': { 'kms:ViaService': 's3.us-east-1.amazonaws.com' }, 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ALIAS },
        },
      },
    ]);
  });
});

test('a service\'s own bucket is replicated under the same rule of names, or to a bucket of its choice', () => {
  const destinations = [undefined, 'elsewhere'].map((bucketName) => {
    const template = synth((stack) => {
      new ListBackupBucket(stack, 'Reports', { stage: ListBackupStage.MAIN, replication: { region: 'eu-west-1', bucketName } });
    });
    const { Rules } = template.Resources.ReportsBucket.Properties.ReplicationConfiguration as { Rules: Rule[] };
    expect(template.Resources).toHaveProperty('ReportsBucketReplicationRole');
    return Rules[0].Destination.Bucket;
  });
  expect(destinations).toEqual([arn(`s3:::listbackup-reports-main-${ACCOUNT}-eu-west-1`), arn('s3:::elsewhere')]);
});

test.each<[string, unknown, Partial<ListBackupBucketsProps>, RegExp]>([
  ['to its own region', { region: 'us-west-2' }, {}, refusal('replication.region', 'us-west-2', 'must be another Region than that of the bucket')],
  ['to another partition', { region: 'cn-north-1' }, {}, refusal('replication.region', 'cn-north-1', 'must be in the same AWS partition as "')],
  ['to a zone', { region: 'us-east-1a' }, {}, refusal('replication.region', 'us-east-1a', 'must be the code of an AWS Region, known at synthesis')],
  ['nowhere', {}, {}, refusal('replication.region', /undefined/)],
  ['by a word', 'us-east-1', {}, refusal('dataReplication', 'us-east-1', 'must be an options object')],
  ['under an AWS key', { region: 'us-east-1', keyAlias: 'alias/aws/s3' }, {}, refusal('keyAlias', 'alias/aws/s3', 'must be the alias of a customer-managed key')],
  ['with a misspelt option', { region: 'us-east-1', timeControll: true }, {}, unknownOption('dataReplication.timeControll')],
  ['without a key for what has one', { region: 'us-east-1' }, { encryptionKey: Key.fromKeyArn(new Stack(new App(), 'Keys'), 'Key', KEY_ARN) },
    refusal('keyAlias', /undefined/, 'must be the alias of a key in the other Region, because the bucket\'s own key is in one Region only')],
])('replication %s is refused', (_, replication, more, message) => {
  expect(() => replicated(replication as ListBackupBucketReplication, more)).toThrow(message);
});

test('a bucket without versions cannot be replicated', () => {
  expect(() => new ListBackupBucket(newStack({ env: MAIN_ENV }), 'Reports', {
    stage: ListBackupStage.MAIN, versioned: false, replication: { region: 'us-east-1' },
  })).toThrow(refusal('replication', ANY_VALUE, 'requires a bucket that keeps versions'));
});

describe('the replica', () => {
  const replica = (props = {}) => synth((stack) => {
    new ListBackupDataReplica(stack, 'Replica', { stage: ListBackupStage.MAIN, ...props });
  }, { env: { account: ACCOUNT, region: 'us-east-1' } });

  test('takes the data bucket\'s choices', () => {
    const { Properties } = replica({ intelligentTiering: true, corsOrigins: ['https://app.example.com'] }).Resources.DataReplicaBucket;
    expect(Properties).toMatchObject({
      BucketName: REPLICA,
      LifecycleConfiguration: { Rules: [{ Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }] }] },
      CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['https://app.example.com'] }] },
    });
    expect(Properties).not.toHaveProperty('LoggingConfiguration');
  });

  test('hardened logs who reads it, in a bucket of its own that only S3 writes to, for this bucket', () => {
    const { Resources } = replica({ security: ListBackupSecurity.HARDENED, encryptionKey: Key.fromKeyArn(new Stack(new App(), 'Keys'), 'Key', KEY_ARN) });
    expect(Resources.DataReplicaBucket.Properties).toMatchObject({
      LoggingConfiguration: { DestinationBucketName: { Ref: 'ReplicaLogsBucket' }, LogFilePrefix: 'data/' },
    });
    expect(Resources.ReplicaLogsBucket).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BucketName: `listbackup-dr-logs-main-${ACCOUNT}-us-east-1`,
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: { Rules: [{ ExpirationInDays: 365, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }] },
      },
    });
    const { Statement } = Resources.ReplicaLogsBucketPolicy.Properties.PolicyDocument as { Statement: { Effect: string }[] };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([{
      Sid: 'S3AccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['ReplicaLogsBucket', 'Arn'] }, '/data/*']] },
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': [arn(`s3:::${REPLICA}`)] } },
    }]);
  });

  test('is logged, or not, as the caller says, for as long as the caller says', () => {
    const logged = replica({ accessLogs: true, logRetention: RetentionDays.ONE_WEEK }).Resources;
    expect(logged.ReplicaLogsBucket.Properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 7 }] });
    expect(replica({ accessLogs: false, security: ListBackupSecurity.HARDENED }).Resources).not.toHaveProperty('ReplicaLogsBucket');
    expect(replica().Resources).not.toHaveProperty('ReplicaLogsBucket');
    expect(() => replica({ accessLogs: 'yes' })).toThrow(refusal('accessLogs', 'yes'));
    expect(() => replica({ logRetention: 2 })).toThrow(refusal('logRetention', 2));
  });

  test('its logs fit the longest stage name in the longest region', () => {
    const template = synth((stack) => {
      new ListBackupDataReplica(stack, 'Replica', { stage: ListBackupStage.of('a123456789012345'), accessLogs: true });
    }, { env: { account: ACCOUNT, region: 'ap-southeast-1' } });
    expect(template.Resources.ReplicaLogsBucket.Properties.BucketName).toHaveLength(63);
  });

  test('is no standby\'s to make', () => {
    expect(() => replica({ stage: ListBackupStage.MAIN.asStandbyFor('us-west-2') })).toThrow(refusal('stage', 'main, standby for us-west-2'));
  });

  test('in the region of the data bucket it is refused: both would have one name', () => {
    expect(() => synth((stack) => {
      new ListBackupBuckets(stack, 'Buckets', { stage: ListBackupStage.MAIN });
      new ListBackupDataReplica(stack, 'Replica', { stage: ListBackupStage.MAIN });
    })).toThrow(nameTaken('bucket', SOURCE, 'Consumer/Buckets/Data'));
  });
});

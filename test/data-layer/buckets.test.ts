import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupBucket, ListBackupBuckets, ListBackupBucketsProps, ListBackupKey, ListBackupSecurity, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, resourcesOfType, synth, tagsOf, TemplateJson, templateOf } from '../support/synth';

const BUCKETS = ['Data', 'Assets', 'Exports', 'Logs'];

const bucketsOf = (props: ListBackupBucketsProps, stackProps = { env: MAIN_ENV }) => synth((stack) => new ListBackupBuckets(stack, 'Buckets', props), stackProps);

interface Statement { Sid: string; Effect: string; Principal: unknown; Action: unknown; Resource: unknown; Condition?: unknown }
const statements = (template: TemplateJson, bucket: string): Record<string, Statement> => {
  const document = template.Resources[`${bucket}BucketPolicy`].Properties.PolicyDocument as { Statement: Statement[] };
  return Object.fromEntries(document.Statement.map((statement) => [statement.Sid, statement]));
};
const arn = (bucket: string) => ({ 'Fn::GetAtt': [`${bucket}Bucket`, 'Arn'] });
const objects = (bucket: string, keys: string) => ({ 'Fn::Join': ['', [arn(bucket), `/${keys}`]] });
const partitionArn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

/** Where production's pages are served. */
const FRONT_ENDS = ['https://listbackup.ai', 'https://app.listbackup.ai', 'https://main.listbackup.ai', 'https://main.app.listbackup.ai'];

describe('the buckets of main', () => {
  const template = bucketsOf({ stage: ListBackupStage.MAIN });

  test('are four, each with one policy, and the access-log group', () => {
    expect(Object.keys(template.Resources).sort()).toEqual([...BUCKETS.flatMap((name) => [`${name}Bucket`, `${name}BucketPolicy`]), 'S3AccessLogGroup'].sort());
  });

  test.each([['Data', 'data', true], ['Assets', 'assets', true], ['Exports', 'exports', false], ['Logs', 'logs', false]])('%s is private, encrypted and kept', (id, name, versioned) => {
    const bucket = template.Resources[`${id}Bucket`];
    expect(bucket).toMatchObject({ Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(bucket.Properties).toMatchObject({
      BucketName: `listbackup-${name}-main-123456789012-us-west-2`,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    });
    expect(bucket.Properties.VersioningConfiguration).toEqual(versioned ? { Status: 'Enabled' } : undefined);
    expect(bucket.Properties.LoggingConfiguration).toEqual(id === 'Logs' ? undefined : { DestinationBucketName: { Ref: 'LogsBucket' }, LogFilePrefix: `${name}/` });
    expect(tagsOf(bucket)).toEqual({ Service: 'listbackup-infrastructure-s3', Stage: 'main', ManagedBy: 'CDK' });
    expect(statements(template, id).TlsOnly).toEqual({
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [arn(id), objects(id, '*')],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  const rulesOf = (id: string) => template.Resources[`${id}Bucket`].Properties.LifecycleConfiguration;

  test('Data moves to cheaper classes', () => {
    expect(rulesOf('Data')).toMatchObject({
      Rules: [{
        Status: 'Enabled',
        Transitions: [
          { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
          { StorageClass: 'GLACIER', TransitionInDays: 90 },
          { StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 365 },
        ],
        NoncurrentVersionTransitions: [
          { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
          { StorageClass: 'GLACIER', TransitionInDays: 90 },
        ],
        NoncurrentVersionExpiration: { NoncurrentDays: 730 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }],
    });
    expect(JSON.stringify(rulesOf('Data'))).not.toContain('ExpirationInDays');
  });

  test('Exports expire after a week, logs after the stage\'s retention, assets stay', () => {
    expect(rulesOf('Exports')).toMatchObject({ Rules: [{ ExpirationInDays: 7 }] });
    expect(rulesOf('Logs')).toMatchObject({ Rules: [{ ExpirationInDays: 365 }] });
    expect(JSON.stringify(rulesOf('Assets'))).not.toContain('Expiration');
  });

  test('the web application may upload data and download exports', () => {
    const cors = (id: string) => template.Resources[`${id}Bucket`].Properties.CorsConfiguration;
    expect(cors('Data')).toMatchObject({ CorsRules: [{ AllowedOrigins: FRONT_ENDS, AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }] });
    expect(cors('Exports')).toMatchObject({ CorsRules: [{ AllowedOrigins: FRONT_ENDS, AllowedMethods: ['GET', 'HEAD'] }] });
    expect([cors('Assets'), cors('Logs')]).toEqual([undefined, undefined]);
  });

  test('CloudTrail may write to Data below its prefix, for this account', () => {
    expect(statements(template, 'Data')).toMatchObject({
      CloudTrailAclCheck: {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: arn('Data'),
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
      CloudTrailWrite: {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: objects('Data', 'cloudtrail/*'),
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012', 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    });
  });

  test('only this account\'s CloudFront distributions read Assets', () => {
    expect(Object.keys(statements(template, 'Assets')).sort()).toEqual(['CloudFrontRead', 'TlsOnly']);
    expect(statements(template, 'Assets').CloudFrontRead).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: objects('Assets', '*'),
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': partitionArn(':cloudfront::123456789012:distribution/*') },
      },
    });
  });

  test('only log delivery writes to Logs', () => {
    expect(Object.keys(statements(template, 'Logs')).sort()).toEqual(['CdnLogs', 'S3AccessLogs', 'TlsOnly']);
    expect(statements(template, 'Logs')).toMatchObject({
      S3AccessLogs: {
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: [objects('Logs', 'data/*'), objects('Logs', 'assets/*'), objects('Logs', 'exports/*')],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': ['data', 'assets', 'exports'].map((name) => partitionArn(`:s3:::listbackup-${name}-main-123456789012-us-west-2`)) },
        },
      },
      CdnLogs: {
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: objects('Logs', 'AWSLogs/123456789012/*'),
      },
    });
  });

  test('the access-log group', () => {
    expect(template.Resources.S3AccessLogGroup).toMatchObject({
      Type: 'AWS::Logs::LogGroup',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { LogGroupName: '/aws/s3/listbackup-infrastructure-s3-main', RetentionInDays: 365 },
    });
  });

  test('publish what consumers read', () => {
    const keys = [
      ...BUCKETS.flatMap((id) => ['Name', 'Arn', 'DomainName', 'RegionalDomainName'].map((attribute) => `${id}Bucket${attribute}`)),
      'S3AccessLogGroupName',
      'S3AccessLogGroupArn',
    ];
    expect(exportsOf(template)).toEqual(Object.fromEntries(keys.map((key) => [key, `listbackup-infrastructure-s3-main-${key}`])));
    expect(template.Outputs.DataBucketName.Value).toEqual({ Ref: 'DataBucket' });
    expect(template.Outputs.DataBucketArn.Value).toEqual({ 'Fn::GetAtt': ['DataBucket', 'Arn'] });
    expect(template.Outputs.DataBucketDomainName.Value).toEqual({ 'Fn::GetAtt': ['DataBucket', 'DomainName'] });
    expect(template.Outputs.DataBucketRegionalDomainName.Value).toEqual({ 'Fn::GetAtt': ['DataBucket', 'RegionalDomainName'] });
    expect(template.Outputs.S3AccessLogGroupName.Value).toEqual({ Ref: 'S3AccessLogGroup' });
    expect(template.Outputs.S3AccessLogGroupArn.Value).toEqual({ 'Fn::GetAtt': ['S3AccessLogGroup', 'Arn'] });
  });
});

describe('other stages', () => {
  test('without a concrete environment the name is joined at deployment', () => {
    const template = synth((stack) => new ListBackupBuckets(stack, 'Buckets', { stage: ListBackupStage.STAGING }), {});
    expect(template.Resources.DataBucket.Properties.BucketName)
      .toEqual({ 'Fn::Join': ['', ['listbackup-data-staging-', { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]] });
    expect(template.Resources.LogsBucket.Properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 90 }] });
    expect(template.Resources.S3AccessLogGroup.Properties.RetentionInDays).toBe(90);
    expect(resourcesOfType(template, 'Custom::S3AutoDeleteObjects')).toEqual({});
  });

  test('development destroys its buckets, emptied before', () => {
    const template = bucketsOf({ stage: ListBackupStage.DEV });
    for (const id of BUCKETS) {
      expect(template.Resources[`${id}Bucket`]).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
      expect(template.Resources[`${id}BucketEmptier`]).toMatchObject({ Type: 'Custom::S3AutoDeleteObjects', Properties: { BucketName: { Ref: `${id}Bucket` } } });
    }
    expect(Object.keys(resourcesOfType(template, 'AWS::S3::BucketPolicy')).sort()).toEqual(BUCKETS.map((id) => `${id}BucketPolicy`).sort());
    expect(template.Resources.DataBucket.Properties.CorsConfiguration)
      .toMatchObject({ CorsRules: [{ AllowedOrigins: ['https://dev.listbackup.ai', 'https://dev.app.listbackup.ai', 'http://localhost:3000'] }] });
    expect(template.Resources.S3AccessLogGroup.Properties.RetentionInDays).toBe(30);
  });
});

describe('options', () => {
  test('a key encrypts all but the logs, and CloudFront may use it for the assets', () => {
    const template = synth((stack) => new ListBackupBuckets(stack, 'Buckets', { stage: ListBackupStage.MAIN, encryptionKey: new Key(stack, 'Key') }));
    const encryption = (id: string) => template.Resources[`${id}Bucket`].Properties.BucketEncryption as { ServerSideEncryptionConfiguration: unknown[] };
    for (const id of ['Data', 'Assets', 'Exports']) {
      expect(encryption(id).ServerSideEncryptionConfiguration).toMatchObject([{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }]);
    }
    expect(encryption('Logs').ServerSideEncryptionConfiguration).toEqual([{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }]);
    const [key] = Object.values(resourcesOfType(template, 'AWS::KMS::Key'));
    expect(key.Properties.KeyPolicy).toMatchObject({ Statement: expect.arrayContaining([expect.objectContaining({ Sid: 'CloudFrontDecrypt', Action: 'kms:Decrypt' })]) });
  });

  test('intelligent tiering takes the place of the transitions by age, and old versions go as before', () => {
    const { Resources } = bucketsOf({ stage: ListBackupStage.MAIN, intelligentTiering: true });
    expect(Resources.DataBucket.Properties.LifecycleConfiguration).toMatchObject({
      Rules: [{ Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }], NoncurrentVersionExpiration: { NoncurrentDays: 730 } }],
    });
  });

  test('lifecycle, origins, expiration and retention of the caller', () => {
    const { Resources } = bucketsOf({
      stage: ListBackupStage.MAIN,
      dataLifecycleRules: [{ prefix: 'tmp/', expiration: Duration.days(3), tagFilters: { kind: 'scratch' } }],
      corsOrigins: ['https://app.example.com'],
      exportsExpiration: Duration.days(2),
      logRetention: RetentionDays.INFINITE,
    });
    expect(Resources.DataBucket.Properties.LifecycleConfiguration)
      .toEqual({ Rules: [{ Status: 'Enabled', Prefix: 'tmp/', ExpirationInDays: 3, TagFilters: [{ Key: 'kind', Value: 'scratch' }] }] });
    expect(Resources.DataBucket.Properties.CorsConfiguration).toMatchObject({ CorsRules: [{ AllowedOrigins: ['https://app.example.com'] }] });
    expect(Resources.ExportsBucket.Properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 2 }] });
    expect(JSON.stringify(Resources.LogsBucket.Properties.LifecycleConfiguration)).not.toContain('ExpirationInDays');
    expect(Resources.S3AccessLogGroup.Properties).not.toHaveProperty('RetentionInDays');
  });

  test('another domain', () => {
    const { Resources } = bucketsOf({ stage: ListBackupStage.MAIN, domainName: 'example.org' });
    expect(Resources.DataBucket.Properties.CorsConfiguration).toMatchObject({
      CorsRules: [{
        AllowedOrigins: ['https://example.org', 'https://app.example.org', 'https://main.example.org', 'https://main.app.example.org'],
      }],
    });
  });

  test('audit records the objects of Data, but not the trail\'s own', () => {
    const template = bucketsOf({ stage: ListBackupStage.MAIN, audit: true });
    expect(template.Resources.DataAuditTrail).toMatchObject({
      DependsOn: ['DataBucketPolicy'],
      Properties: {
        S3BucketName: { Ref: 'DataBucket' },
        S3KeyPrefix: 'cloudtrail',
        CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['S3AccessLogGroup', 'Arn'] },
        EnableLogFileValidation: true,
        AdvancedEventSelectors: [{
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: [objects('Data', '')], NotStartsWith: [objects('Data', 'cloudtrail/')] },
          ],
        }],
      },
    });
    expect(tagsOf(template.Resources.DataAuditTrailRole)).toEqual({ Service: 'listbackup-infrastructure-s3', ManagedBy: 'CDK' });
  });

  describe('audit with a key', () => {
    const stage = ListBackupStage.MAIN;
    const WARNING = Match.stringLikeRegexp('The policy of encryptionKey is not this app\'s\\. It has to let cloudtrail\\.amazonaws\\.com use kms:GenerateDataKey\\*.*auditKeyPolicy');
    /** Statements of key policies for CloudTrail. */
    const admissions = (template: TemplateJson) => Object.values(resourcesOfType(template, 'AWS::KMS::Key'))
      .flatMap(({ Properties }) => (Properties.KeyPolicy as { Statement: Statement[] }).Statement)
      .filter(({ Principal }) => (Principal as { Service?: string }).Service === 'cloudtrail.amazonaws.com');
    const audited = (keyOf: (stack: Stack) => IKey, audit = true) => {
      const stack = newStack({ env: MAIN_ENV });
      new ListBackupBuckets(stack, 'Buckets', { stage, audit, encryptionKey: keyOf(stack) });
      return { template: templateOf(stack), warnings: Annotations.fromStack(stack).findWarning('*', WARNING) };
    };

    test('of this app: its policy admits CloudTrail, for trails of this account and region', () => {
      const { template, warnings } = audited((stack) => new Key(stack, 'Own'));
      expect(admissions(template)).toEqual([{
        Sid: 'CloudTrailEncrypt',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: { ArnLike: { 'aws:SourceArn': partitionArn(':cloudtrail:us-west-2:123456789012:trail/*') } },
      }]);
      expect(warnings).toEqual([]);
    });

    test('without audit it admits nobody', () => {
      expect(admissions(audited((stack) => new Key(stack, 'Own'), false).template)).toEqual([]);
    });

    test('of another app: synthesis says what its policy has to admit', () => {
      const keyArn = 'arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555';
      expect(audited((stack) => Key.fromKeyArn(stack, 'Own', keyArn)).warnings).toHaveLength(1);
      expect(audited((stack) => Key.fromKeyArn(stack, 'Own', keyArn), false).warnings).toEqual([]);
    });

    test.each<[string, (stack: Stack) => IKey, string[]]>([
      ['made here', (stack) => new ListBackupKey(stack, 'Key', { stage }), ['TrailsWriteToBuckets']],
      ['made elsewhere', (stack) => ListBackupKey.fromStage(stack, 'Key', { stage }), []],
    ])('the stage\'s own, %s, admits it already', (_, keyOf, sids) => {
      const { template, warnings } = audited(keyOf);
      expect(admissions(template).map(({ Sid }) => Sid)).toEqual(sids);
      expect(warnings).toEqual([]);
    });

    test('a hardened service\'s admits it once', () => {
      expect(admissions(bucketsOf({ stage, audit: true, security: ListBackupSecurity.HARDENED })).map(({ Sid }) => Sid)).toEqual(['TrailsWriteToBuckets']);
    });
  });

  test.each<[string, Omit<ListBackupBucketsProps, 'stage'>, RegExp]>([
    ['an origin with a path', { corsOrigins: ['https://app.example.com/app'] }, refusal('corsOrigins', 'https://app.example.com/app', 'must have origins of scheme, host and port, without a path')],
    ['no origin at all', { corsOrigins: [] }, refusal('corsOrigins', ANY_VALUE, 'must have at least one origin')],
    ['a zone that is no domain', { domainName: 'listbackup' }, refusal('domainName', 'listbackup', 'must be lower-case labels joined by dots')],
    ['an expiration below a day', { exportsExpiration: Duration.hours(5) }, refusal('exportsExpiration', '5 hours', 'must be a Duration of 1 to 365 whole days')],
    ['an expiration of nothing', { exportsExpiration: Duration.days(0) }, refusal('exportsExpiration', '0 days', 'must be a Duration of 1 to 365 whole days')],
    ['a retention that CloudWatch lacks', { logRetention: 0 as RetentionDays }, refusal('logRetention', 0, 'must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days, or INFINITE')],
    ['two ways of moving data', { intelligentTiering: true, dataLifecycleRules: [] }, refusal('intelligentTiering', ANY_VALUE, 'can\'t be combined with dataLifecycleRules: both decide when objects move')],
    ['emptying what is kept', { autoDeleteObjects: true }, refusal('autoDeleteObjects', ANY_VALUE, 'can\'t be combined with the removal policy "retain-on-update-or-delete"')],
  ])('%s is refused', (_what, options, message) => {
    expect(() => bucketsOf({ stage: ListBackupStage.MAIN, ...options })).toThrow(message);
  });

  test('production destroyed explicitly is not emptied unless that is said, too', () => {
    const destroyed = bucketsOf({ stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
    expect(resourcesOfType(destroyed, 'Custom::S3AutoDeleteObjects')).toEqual({});
    const emptied = bucketsOf({ stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    expect(Object.keys(resourcesOfType(emptied, 'Custom::S3AutoDeleteObjects'))).toHaveLength(4);
  });
});

describe('handles', () => {
  const buckets = new ListBackupBuckets(newStack(), 'Buckets', { stage: ListBackupStage.MAIN });

  test('by property and by name', () => {
    expect(buckets.all).toEqual([buckets.data, buckets.assets, buckets.exports, buckets.logs]);
    expect(buckets.all.map((bucket) => bucket.environmentVariable))
      .toEqual(['DATA_BUCKET_NAME', 'ASSETS_BUCKET_NAME', 'EXPORTS_BUCKET_NAME', 'LOGS_BUCKET_NAME']);
    expect(buckets.byName('Exports')).toBe(buckets.exports);
    expect(() => buckets.byName('data')).toThrow(refusal('name', 'data', 'must be one of the buckets Data, Assets, Exports, Logs'));
  });

  test('a grant below a prefix', () => {
    const stack = newStack();
    const { data } = new ListBackupBuckets(stack, 'Buckets', { stage: ListBackupStage.MAIN });
    data.grantRead(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), 'accounts/*');
    const [policy] = Object.values(resourcesOfType(templateOf(stack), 'AWS::IAM::Policy'));
    expect(policy.Properties.PolicyDocument).toMatchObject({ Statement: [{ Resource: [arn('Data'), objects('Data', 'accounts/*')] }] });
  });
});

describe('a service\'s own bucket', () => {
  const own = (id: string, props: object = {}) => (stack: Stack) => new ListBackupBucket(stack, id, { stage: ListBackupStage.MAIN, service: 'listbackup-api-reports', ...props });

  test('is made under the same conventions', () => {
    const template = synth(own('UsageReports'));
    const bucket = template.Resources.UsageReportsBucket;
    expect(bucket).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', Properties: { BucketName: 'listbackup-usage-reports-main-123456789012-us-west-2' } });
    expect(bucket.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(tagsOf(bucket)).toEqual({ Service: 'listbackup-api-reports', Stage: 'main', ManagedBy: 'CDK' });
    expect(exportsOf(template)).toMatchObject({ UsageReportsBucketArn: 'listbackup-api-reports-main-UsageReportsBucketArn' });
    expect(template.Resources).toHaveProperty('UsageReportsBucketPolicy');
  });

  test.each([
    ['Data', {}, refusal('name', ANY_VALUE, 'can\'t be "data", the name of the catalogue\'s Data, which ListBackupBuckets creates')],
    ['Mine', { name: 'logs' }, refusal('name', ANY_VALUE, 'can\'t be "logs", the name of the catalogue\'s Logs, which ListBackupBuckets creates')],
    ['Mine', { name: 'a'.repeat(40) }, refusal('name', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'must have 1 to 19 lower-case letters and digits, in words joined by hyphens: with stage, account and Region it must fit the 63 characters of S3')],
    ['Mine', { name: 'Reports' }, refusal('name', 'Reports')],
    ['my-bucket', {}, refusal('id', 'my-bucket')],
  ])('%s %j is refused', (id, props, message) => {
    expect(() => synth(own(id, props))).toThrow(message);
  });
});

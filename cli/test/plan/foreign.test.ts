import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, deployedFolder } from './support/folders';
import { plan } from './support/run';
import type { TemplateObject } from './support/today';
import { parseText } from '../../src/template';

/** A web shop as the CDK writes one: hashes in logical IDs, joined ARNs, custom resources, a metadata resource. */
const CDK: TemplateObject = {
  Resources: {
    AssetsBucket5CB76180: {
      Type: 'AWS::S3::Bucket',
      Properties: { Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] },
      UpdateReplacePolicy: 'Delete',
      DeletionPolicy: 'Delete',
    },
    AssetsAutoDelete: {
      Type: 'Custom::S3AutoDeleteObjects',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler92', 'Arn'] }, BucketName: { Ref: 'AssetsBucket5CB76180' } },
    },
    HandlerRole3F: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Action: 'sts:AssumeRole',
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            },
          ],
        },
        ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']] }],
      },
    },
    Handler92: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'one.zip' },
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['HandlerRole3F', 'Arn'] },
        Runtime: 'nodejs22.x',
      },
      DependsOn: ['HandlerRole3F'],
    },
    HandlerVersion1: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Handler92' } } },
    Distribution8: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: { Enabled: true, Origins: [{ Id: 'o', DomainName: { 'Fn::GetAtt': ['AssetsBucket5CB76180', 'RegionalDomainName'] } }] },
      },
    },
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Subnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 4, 8] }] },
        AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      },
    },
    Database: {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        Engine: 'postgres',
        DBInstanceClass: 'db.t4g.micro',
        AllocatedStorage: '20',
        MasterUsername: 'shop',
        ManageMasterUserPassword: true,
      },
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
    },
    CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:H4sIAAAA' }, Condition: 'CDKMetadataAvailable' },
  },
  Conditions: {
    CDKMetadataAvailable: {
      'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-west-2'] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }],
    },
  },
  Outputs: { Url: { Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Distribution8', 'DomainName'] }]] } } },
};

/** An order service as SAM writes one, before its transform. */
const SAM = `
AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs22.x, Timeout: 10 }
Parameters:
  Stage: { Type: String, Default: prod, AllowedValues: [dev, prod] }
  Subnets: { Type: CommaDelimitedList, Default: 'subnet-1, subnet-2' }
Mappings:
  Sizes:
    prod: { Memory: 1024 }
    dev: { Memory: 128 }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  HasAlarm: !And [!Condition IsProd, !Not [!Equals [!Ref 'AWS::Region', us-gov-west-1]]]
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
    Properties: { TableName: !Sub 'orders-\${Stage}', PrimaryKey: { Name: id, Type: String } }
  OrderFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: s3://code/orders.zip
      Handler: index.handler
      MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
      VpcConfig: { SubnetIds: !Ref Subnets }
      Environment: { Variables: { TABLE: !Ref Orders, ARN: !GetAtt Orders.Arn, ENCODED: !Base64 text } }
      Events:
        Api: { Type: HttpApi, Properties: { Path: /orders, Method: post } }
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Condition: HasAlarm
    Properties: { Threshold: !If [IsProd, 1, 5], EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold }
Outputs:
  Endpoint: { Value: !Sub 'https://\${ServerlessHttpApi}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/', Condition: IsProd }
  First: { Value: !Select [0, !Split [',', !Join [',', !Ref Subnets]]] }
`;

/** A thumbnail service as the Serverless Framework writes one. */
const SERVERLESS: TemplateObject = {
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: {
    ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
    ThumbLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/thumbs-prod-thumb' } },
    IamRoleLambdaExecution: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {},
        Path: '/',
        RoleName: { 'Fn::Join': ['-', ['thumbs', 'prod', { Ref: 'AWS::Region' }, 'lambdaRole']] },
      },
    },
    ThumbLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: { Ref: 'ServerlessDeploymentBucket' }, S3Key: 'one.zip' },
        FunctionName: 'thumbs-prod-thumb',
        Role: { 'Fn::GetAtt': ['IamRoleLambdaExecution', 'Arn'] },
      },
      DependsOn: ['ThumbLogGroup'],
    },
    ThumbLambdaVersionAbC123: {
      Type: 'AWS::Lambda::Version',
      DeletionPolicy: 'Retain',
      Properties: { FunctionName: { Ref: 'ThumbLambdaFunction' }, CodeSha256: 'abc' },
    },
    ThumbLambdaPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: { 'Fn::GetAtt': ['ThumbLambdaFunction', 'Arn'] }, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' },
    },
  },
  Outputs: {
    ServerlessDeploymentBucketName: {
      Value: { Ref: 'ServerlessDeploymentBucket' },
      Export: { Name: 'sls-thumbs-prod-ServerlessDeploymentBucketName' },
    },
    ThumbLambdaFunctionQualifiedArn: {
      Value: { Ref: 'ThumbLambdaVersionAbC123' },
      Export: { Name: 'sls-thumbs-prod-ThumbLambdaFunctionQualifiedArn' },
    },
  },
};

interface Line {
  readonly logicalId: string;
  readonly kind: string;
  readonly properties: readonly { path: string; effect: string }[];
}

async function kinds(
  name: string,
  now: TemplateObject | string,
  next: TemplateObject | string,
): Promise<{ code: number; changes: Record<string, string>; reasons: string[] }> {
  const deployed = deployedFolder(typeof now === 'string' ? {} : { [name]: now });
  if (typeof now === 'string') writeFileSync(join(deployed, `${name}.yaml`), now);
  const target = typeof next === 'string' ? asJson(next) : next;
  const run = await plan('--deployed', deployed, '--assembly', assemblyFolder({ [name]: target }), '--json');
  expect(run.err).toBe('');
  const { stacks, reasons } = JSON.parse(run.out) as { stacks: { resources: Line[] }[]; reasons: { rule: string; subject: string }[] };
  const changed = stacks.flatMap(({ resources }) => resources).filter(({ kind }) => kind !== 'kept');
  return {
    code: run.code,
    changes: Object.fromEntries(
      changed.map(({ logicalId, kind, properties }) => [logicalId, [kind, ...properties.map(({ path }) => path)].join(' ')]),
    ),
    reasons: reasons.map(({ rule, subject }) => `${rule} ${subject}`),
  };
}

function asJson(text: string): TemplateObject {
  return JSON.parse(JSON.stringify(parseText(text, 'template'))) as TemplateObject;
}

test.each([
  ['CDK', CDK],
  ['SAM', SAM],
  ['Serverless', SERVERLESS],
] as const)('a %s template beside itself changes nothing', async (_, template) => {
  const { code, changes } = await kinds('shop-api-prod', template, template);
  expect(code).toBe(0);
  // Serverless' bucket is retained from then on; nothing else differs.
  expect(Object.keys(changes).filter((id) => id !== 'ServerlessDeploymentBucket')).toEqual([]);
});

test('a CDK stack that changes in the usual ways is no replacement', async () => {
  const next = structuredClone(CDK);
  const { Handler92: handler, Distribution8: distribution, HandlerRole3F: role, CDKMetadata: metadata } = next.Resources;
  Object.assign(handler!.Properties!, { Code: { S3Bucket: 'cdk-hnb659fds-assets-123456789012-us-west-2', S3Key: 'two.zip' }, Timeout: 3 });
  Object.assign(distribution!.Properties!, {
    DistributionConfig: {
      Enabled: true,
      HttpVersion: 'http3',
      Origins: [{ Id: 'o', DomainName: { 'Fn::GetAtt': ['AssetsBucket5CB76180', 'RegionalDomainName'] } }],
    },
  });
  Object.assign(role!.Properties!, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'] });
  Object.assign(metadata!.Properties!, { Analytics: 'v2:deflate64:other' });
  next.Resources.HandlerVersion2 = next.Resources.HandlerVersion1!;
  delete next.Resources.HandlerVersion1;
  const { code, changes, reasons } = await kinds('shop-api-prod', CDK, next);
  expect(reasons).toEqual([]);
  expect(code).toBe(0);
  expect(changes).toEqual({
    CDKMetadata: 'changed Analytics',
    Distribution8: 'changed DistributionConfig.HttpVersion',
    Handler92: 'changed Code.S3Key',
    HandlerVersion1: 'removed',
    HandlerVersion2: 'added',
  });
});

test('a CDK stack whose bucket goes is refused; its emptying resource is kept from emptying it', async () => {
  const next = structuredClone(CDK);
  delete next.Resources.AssetsBucket5CB76180;
  delete next.Resources.AssetsAutoDelete;
  delete next.Resources.Distribution8;
  delete next.Outputs;
  const { code, reasons } = await kinds('shop-api-prod', CDK, next);
  expect(code).toBe(1);
  expect(reasons).toEqual(['removal AssetsBucket5CB76180', 'removal Distribution8', 'output-lost Url']);
});

test('a SAM table with another key is refused', async () => {
  const { code, reasons } = await kinds('shop-api-prod', SAM, SAM.replace('{ Name: id, Type: String }', '{ Name: number, Type: String }'));
  // The function that reads the name of the table follows it.
  expect([code, reasons]).toEqual([1, ['undecided OrderFunction', 'replacement Orders']]);
});

test('a Serverless service keeps the version that its output names, though the target has none', async () => {
  const next: TemplateObject = { Resources: { ...SERVERLESS.Resources } };
  delete next.Resources.ServerlessDeploymentBucket;
  delete next.Resources.ThumbLambdaVersionAbC123;
  Object.assign(next.Resources, {
    ThumbLambdaFunction: {
      ...next.Resources.ThumbLambdaFunction,
      Properties: { ...next.Resources.ThumbLambdaFunction!.Properties, Code: { S3Bucket: 'assets', S3Key: 'two.zip' } },
    },
  });
  const { code, changes, reasons } = await kinds('thumbs-prod', SERVERLESS, next);
  expect(reasons).toEqual([]);
  expect(code).toBe(0);
  expect(changes).toEqual({ ServerlessDeploymentBucket: 'changed', ThumbLambdaFunction: 'changed Code' });
});

test('the answer of get-template reads like the template in it, whether its body is an object or a text', async () => {
  const name = 'shop-api-prod';
  for (const body of [
    JSON.stringify({ TemplateBody: CDK, StagesAvailable: ['Original'] }),
    JSON.stringify({ TemplateBody: JSON.stringify(CDK) }),
    `TemplateBody: |\n${JSON.stringify(CDK, null, 1)
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}\n`,
  ]) {
    const deployed = deployedFolder({});
    const file = join(deployed, body.startsWith('{') ? `${name}.json` : `${name}.yaml`);
    writeFileSync(file, body);
    const run = await plan('--deployed', deployed, '--assembly', assemblyFolder({ [name]: CDK }));
    expect(run.code).toBe(0);
    expect(run.out).toContain('safe: nothing to do');
    rmSync(file);
  }
});

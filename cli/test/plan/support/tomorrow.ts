import { TABLES, tableProperties } from './tables';
import { today, type TemplateObject } from './today';

/** The same stage as the construct library synthesizes it: other words for the same names, protections, new things. */
export function tomorrow(stage = 'main'): Record<string, TemplateObject> {
  const name = (service: string): string => `listbackup-infrastructure-${service}-${stage}`;
  const stacks = Object.fromEntries(Object.entries(today(stage)).map(([stack, template]) => [stack, asTarget(stack, template)]));
  const dynamodb = stacks[name('dynamodb')];
  if (dynamodb) Object.assign(dynamodb.Resources, tables(stage));
  for (const { id } of TABLES.filter(({ isNew }) => isNew)) {
    Object.assign(dynamodb?.Outputs ?? {}, {
      [`${id}TableName`]: exported(name('dynamodb'), `${id}TableName`, { Ref: `${id}Table` }),
      [`${id}TableArn`]: exported(name('dynamodb'), `${id}TableArn`, { 'Fn::GetAtt': [`${id}Table`, 'Arn'] }),
    });
  }
  refine(stacks, name, stage);
  return stacks;
}

function tables(stage: string): TemplateObject['Resources'] {
  return Object.fromEntries(TABLES.map((fact) => [`${fact.id}Table`, {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      ...tableProperties(fact, stage, { ...fact.newer, ...fact.indexes }),
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      Tags: [{ Key: 'ManagedBy', Value: 'CDK' }, { Key: 'Service', Value: 'listbackup-infrastructure-dynamodb' }, { Key: 'Stage', Value: stage }],
    },
    UpdateReplacePolicy: 'Retain',
    DeletionPolicy: 'Retain',
    Metadata: { 'aws:cdk:path': `App/DataLayer/Tables/${fact.id}Table/Resource` },
  }]));
}

const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::Events::EventBus'];

function asTarget(stack: string, template: TemplateObject): TemplateObject {
  const { ServerlessDeploymentBucket: _, ServerlessDeploymentBucketPolicy: __, ...resources } = template.Resources;
  const { ServerlessDeploymentBucketName: ___, ...outputs } = template.Outputs ?? {};
  return {
    Resources: Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, {
      ...resource,
      Properties: joined(resource.Properties) as Record<string, unknown>,
      ...STATEFUL.includes(resource.Type) ? { UpdateReplacePolicy: 'Retain', DeletionPolicy: 'Retain' } : {},
      Metadata: { 'aws:cdk:path': `App/${stack}/${id}` },
    }])),
    Outputs: Object.fromEntries(Object.entries(outputs).map(([key, { Value }]) => [key, exported(stack, key, joined(Value))])),
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' } },
  };
}

function exported(stack: string, key: string, Value: unknown): { Value: unknown; Export: { Name: string } } {
  return { Value, Export: { Name: `${stack}-${key}` } };
}

/** CDK joins where the old template substituted. */
function joined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(joined);
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::Sub': text } = value as Record<string, unknown>;
  if (typeof text !== 'string') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, joined(inner)]));
  const parts = text.split(/(\$\{[^}]+\})/).filter((part) => part !== '').map((part) => {
    const name = /^\$\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined) return part;
    return name.includes('.') && !name.startsWith('AWS::') ? { 'Fn::GetAtt': name.split('.') } : { Ref: name };
  });
  return { 'Fn::Join': ['', parts] };
}

function refine(stacks: Record<string, TemplateObject>, name: (service: string) => string, stage: string): void {
  const pool = stacks[name('cognito')]?.Resources.CognitoUserPool?.Properties ?? {};
  Object.assign(pool, { DeletionProtection: 'ACTIVE', UserPoolTier: 'ESSENTIALS', Schema: [{ Name: 'name', Required: true, Mutable: true }] });
  const client = stacks[name('cognito')]?.Resources.CognitoUserPoolClient?.Properties ?? {};
  Object.assign(client, { EnableTokenRevocation: true, PreventUserExistenceErrors: 'ENABLED' });
  const sqs = stacks[name('sqs')]?.Resources ?? {};
  for (const queue of Object.values(sqs)) Object.assign(queue.Properties ?? {}, { SqsManagedSseEnabled: true });
  Object.assign(stacks[name('s3')]?.Resources ?? {}, {
    ExportsBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Join': ['', [`listbackup-exports-${stage}-`, { Ref: 'AWS::AccountId' }, '-', { Ref: 'AWS::Region' }]] } },
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Retain',
    },
  });
  for (const stack of ['s3', 'eventbridge']) {
    for (const resource of Object.values(stacks[name(stack)]?.Resources ?? {})) {
      if (resource.Type === 'AWS::Logs::LogGroup') Object.assign(resource.Properties ?? {}, { RetentionInDays: 365 });
    }
  }
}

import { App, DefaultStackSynthesizer, Duration, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ListBackupDelivery, ListBackupDeliveryProps, ListBackupStage } from '../../src';
import { deliveryCanStand } from '../../src/delivery/delivery-options';
import { ANY_VALUE, nameTaken, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, synth, tagsOf, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const PROPS: ListBackupDeliveryProps = { stage, repository: 'ListBackup-ai/api' };
const deliveryOf = (props: Partial<ListBackupDeliveryProps> = {}, stackProps = { env: MAIN_ENV }): TemplateJson => (
  synth((stack) => new ListBackupDelivery(stack, 'Delivery', { ...PROPS, ...props }), stackProps)
);
const PARTITION = { Ref: 'AWS::Partition' };
const iamArn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', PARTITION, `:iam::123456789012:${rest}`]] });

interface Trust {
  readonly Statement: { readonly Principal: unknown; readonly Condition: { readonly StringEquals: Record<string, string> } }[];
}
const roleOf = (template: TemplateJson) => template.Resources.DeployRole.Properties as Record<string, unknown>;
const trustOf = (template: TemplateJson) => (roleOf(template).AssumeRolePolicyDocument as Trust).Statement;
const subjectIn = (template: TemplateJson) => trustOf(template)[0].Condition.StringEquals['token.actions.githubusercontent.com:sub'];
const mayAssume = (template: TemplateJson) => (
  (roleOf(template).Policies as { PolicyDocument: { Statement: { Resource: unknown[] }[] } }[])[0].PolicyDocument.Statement[0].Resource
);

describe('the delivery of main', () => {
  const template = deliveryOf();

  test('is a provider and a role', () => {
    expect(Object.keys(template.Resources).sort()).toEqual(['DeployRole', 'GitHubProvider']);
  });

  test('makes GitHub known to the account, and keeps it', () => {
    expect(template.Resources.GitHubProvider).toEqual({
      Type: 'AWS::IAM::OIDCProvider',
      Properties: {
        Url: 'https://token.actions.githubusercontent.com',
        ClientIdList: ['sts.amazonaws.com'],
        Tags: [{ Key: 'ManagedBy', Value: 'CDK' }, { Key: 'Service', Value: 'listbackup-infrastructure-deploy' }],
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('trusts jobs of one branch of one repository, and nobody else', () => {
    expect(roleOf(template).AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: { 'Fn::GetAtt': ['GitHubProvider', 'Arn'] } },
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:ListBackup-ai/api:ref:refs/heads/main',
          },
        },
      }],
    });
  });

  test('may assume the bootstrap roles of its regions, and nothing else', () => {
    const roles = ['us-west-2', 'us-east-1'].flatMap((region) => ['deploy', 'file-publishing', 'image-publishing', 'lookup']
      .map((purpose) => iamArn(`role/cdk-hnb659fds-${purpose}-role-123456789012-${region}`)));
    expect(roleOf(template).Policies).toEqual([{
      PolicyName: 'AssumeBootstrapRoles',
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roles }] },
    }]);
    expect(roleOf(template)).not.toHaveProperty('ManagedPolicyArns');
  });

  test('has a name, an hour, and tags that IAM takes beside the live stacks\' STAGE', () => {
    expect(roleOf(template)).toMatchObject({ RoleName: 'listbackup-main-deploy', MaxSessionDuration: 3600 });
    expect(roleOf(template)).not.toHaveProperty('PermissionsBoundary');
    expect(tagsOf(template.Resources.DeployRole)).toEqual({ Service: 'listbackup-infrastructure-deploy', ManagedBy: 'CDK' });
  });

  test('publishes role and provider', () => {
    expect(exportsOf(template)).toEqual({
      DeployRoleArn: 'listbackup-infrastructure-deploy-main-DeployRoleArn',
      GitHubProviderArn: 'listbackup-infrastructure-deploy-main-GitHubProviderArn',
    });
  });
});

describe('who may deploy', () => {
  test.each<[Partial<ListBackupDeliveryProps>, string | RegExp]>([
    [{ branch: 'release/2026' }, 'repo:ListBackup-ai/api:ref:refs/heads/release/2026'],
    [{ environment: 'production' }, 'repo:ListBackup-ai/api:environment:production'],
    [{ repository: 'octo_corp/my.api-2' }, 'repo:octo_corp/my.api-2:ref:refs/heads/main'],
    [{ repositoryOwnerId: '123456', repositoryId: '456789' }, 'repo:ListBackup-ai@123456/api@456789:ref:refs/heads/main'],
    [{ repositoryOwnerId: '123456', repositoryId: '456789', environment: 'main' }, 'repo:ListBackup-ai@123456/api@456789:environment:main'],
  ])('%j is %s', (props, subject) => {
    expect(subjectIn(deliveryOf(props))).toBe(subject);
  });

  test('both forms where a repository changes from one to the other', () => {
    expect(subjectIn(deliveryOf({ repositoryOwnerId: '123456', repositoryId: '456789', acceptSubjectByName: true })))
      .toEqual(['repo:ListBackup-ai@123456/api@456789:ref:refs/heads/main', 'repo:ListBackup-ai/api:ref:refs/heads/main']);
  });

  test.each<[Partial<ListBackupDeliveryProps>, RegExp]>([
    [{ repositoryId: '456789' }, refusal('repositoryId', '456789', 'requires repositoryOwnerId')],
    [{ repositoryOwnerId: '123456' }, refusal('repositoryOwnerId', '123456', 'requires repositoryId')],
    [{ acceptSubjectByName: true }, /acceptSubjectByName.*requires repositoryOwnerId and repositoryId/],
    [{ repositoryOwnerId: 'ListBackup-ai', repositoryId: '456789' }, refusal('repositoryOwnerId', 'ListBackup-ai', 'must be the numeric ID')],
    [{ repositoryOwnerId: '0123', repositoryId: '456789' }, refusal('repositoryOwnerId', '0123', 'must be the numeric ID')],
    [{ repositoryOwnerId: '123456', repositoryId: 456789 as never }, refusal('repositoryId', 456789, 'must be the numeric ID')],
    [{ repositoryOwnerId: '*', repositoryId: '456789' }, refusal('repositoryOwnerId', '*', 'must be the numeric ID')],
  ])('%j is refused', (props, message) => {
    expect(() => deliveryOf(props)).toThrow(message);
  });

  test('trust by name alone is warned of', () => {
    const warned = (props: Partial<ListBackupDeliveryProps>) => {
      const stack = newStack({ env: MAIN_ENV });
      new ListBackupDelivery(stack, 'Delivery', { ...PROPS, ...props });
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('trusts repo:ListBackup-ai/api:ref:refs/heads/main by name')).length;
    };
    expect([warned({}), warned({ repositoryOwnerId: '123456', repositoryId: '456789' })]).toEqual([1, 0]);
  });
});

describe('an account that knows GitHub already', () => {
  const template = deliveryOf({ createProvider: false });

  test('is not told again', () => {
    expect(Object.keys(template.Resources)).toEqual(['DeployRole']);
    expect(trustOf(template)[0].Principal).toEqual({ Federated: iamArn('oidc-provider/token.actions.githubusercontent.com') });
    expect(Object.keys(template.Outputs)).toEqual(['DeployRoleArn']);
  });

  test('is refused a second provider where the app can see it', () => {
    const app = new App();
    new ListBackupDelivery(new Stack(app, 'Main', { env: MAIN_ENV }), 'Delivery', PROPS);
    const second = new Stack(app, 'Dev', { env: MAIN_ENV });
    expect(() => new ListBackupDelivery(second, 'Delivery', { ...PROPS, stage: ListBackupStage.DEV }))
      .toThrow(nameTaken('OpenID Connect provider', 'token.actions.githubusercontent.com', 'Main/Delivery', 'Dev/Delivery'));
    const elsewhere = new Stack(app, 'Elsewhere', { env: { ...MAIN_ENV, region: 'eu-west-1' } });
    expect(() => new ListBackupDelivery(elsewhere, 'Delivery', { ...PROPS, stage: ListBackupStage.of('europe') }))
      .toThrow(nameTaken('OpenID Connect provider', /.*/, 'Main/Delivery in account 123456789012', 'Elsewhere/Delivery'));
    const other = new Stack(app, 'Other', { env: { ...MAIN_ENV, account: '999999999999' } });
    expect(() => new ListBackupDelivery(other, 'Delivery', { ...PROPS, stage: ListBackupStage.of('other') })).not.toThrow();
    const third = new Stack(app, 'Staging', { env: MAIN_ENV });
    expect(() => new ListBackupDelivery(third, 'Delivery', { ...PROPS, stage: ListBackupStage.STAGING, createProvider: false })).not.toThrow();
  });

  test('may be any of several that the app leaves open', () => {
    const app = new App();
    new ListBackupDelivery(new Stack(app, 'Main'), 'Delivery', PROPS);
    expect(() => new ListBackupDelivery(new Stack(app, 'Dev'), 'Delivery', { ...PROPS, stage: ListBackupStage.DEV })).not.toThrow();
  });
});

describe('the regions', () => {
  const regionsIn = (template: TemplateJson) => [...new Set(mayAssume(template).map((arn) => /-role-123456789012-([a-z0-9-]+)"/.exec(JSON.stringify(arn))?.[1]))];
  const inRegion = (region: string) => ({ env: { account: '123456789012', region } });

  test.each<[string, string[] | undefined, string[]]>([
    ['us-west-2', undefined, ['us-west-2', 'us-east-1']],
    ['us-east-1', undefined, ['us-east-1', 'us-west-2']],
    ['us-west-2', ['eu-central-1', 'us-east-1'], ['us-west-2', 'us-east-1', 'eu-central-1']],
  ])('of a stack in %s with %j', (region, regions, expected) => {
    expect(regionsIn(deliveryOf({ regions }, inRegion(region)))).toEqual(expected);
  });

  test('of a stack that is deployed anywhere', () => {
    const template = synth((stack) => new ListBackupDelivery(stack, 'Delivery', PROPS), {});
    const account = { Ref: 'AWS::AccountId' };
    expect(mayAssume(template)).toHaveLength(8);
    expect(mayAssume(template)[0]).toEqual({
      'Fn::Join': ['', ['arn:', PARTITION, ':iam::', account, ':role/cdk-hnb659fds-deploy-role-', account, '-', { Ref: 'AWS::Region' }]],
    });
    expect(mayAssume(template)[4]).toEqual({
      'Fn::Join': ['', ['arn:', PARTITION, ':iam::', account, ':role/cdk-hnb659fds-deploy-role-', account, '-us-east-1']],
    });
  });
});

test('the qualifier is that of the stack', () => {
  const stack = newStack({ env: MAIN_ENV, synthesizer: new DefaultStackSynthesizer({ qualifier: 'acme1' }) });
  new ListBackupDelivery(stack, 'Delivery', PROPS);
  expect(mayAssume(templateOf(stack))[0]).toEqual(iamArn('role/cdk-acme1-deploy-role-123456789012-us-west-2'));
});

test('session and boundary can be chosen', () => {
  const template = synth((stack) => new ListBackupDelivery(stack, 'Delivery', {
    ...PROPS,
    sessionDuration: Duration.hours(12),
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'delivery'),
  }));
  expect(roleOf(template)).toMatchObject({ MaxSessionDuration: 43_200, PermissionsBoundary: iamArn('policy/delivery') });
});

test('handles know role and provider in other stacks without an export', () => {
  const app = new App();
  const home = new Stack(app, 'Home', { env: MAIN_ENV });
  const delivery = new ListBackupDelivery(home, 'Delivery', PROPS);
  const reader = new Stack(app, 'Reader', { env: MAIN_ENV });
  expect(reader.resolve(delivery.deployRole.roleArn)).toEqual(iamArn('role/listbackup-main-deploy'));
  expect(reader.resolve(delivery.providerArn)).toEqual(iamArn('oidc-provider/token.actions.githubusercontent.com'));
  expect(home.resolve(delivery.deployRole.roleArn)).toEqual({ 'Fn::GetAtt': ['DeployRole', 'Arn'] });
  expect(delivery.subjects).toEqual(['repo:ListBackup-ai/api:ref:refs/heads/main']);
});

test('a role of a standby says its region', () => {
  const home = new Stack(new App(), 'Home', { env: MAIN_ENV });
  new ListBackupDelivery(home, 'Delivery', { ...PROPS, stage: stage.asStandbyFor('us-east-1') });
  expect(templateOf(home).Resources.DeployRole.Properties.RoleName).toBe('listbackup-main-deploy-us-west-2');
});

describe('refused is', () => {
  const LONG = 'x'.repeat(101);
  test.each<[string, object, string | RegExp]>([
    ['any repository', { repository: '*' }, refusal('repository', '*')],
    ['any repository of an owner', { repository: 'ListBackup-ai/*' }, refusal('repository', 'ListBackup-ai/*')],
    ['a repository of some character', { repository: 'ListBackup-ai/ap?' }, refusal('repository', 'ListBackup-ai/ap?', 'must be owner/name of one GitHub repository, without wildcards: they would let others deploy')],
    ['a repository without an owner', { repository: 'api' }, refusal('repository', 'api', 'must be owner/name of one GitHub repository')],
    ['a URL', { repository: 'https://github.com/ListBackup-ai/api' }, refusal('repository', ANY_VALUE, 'must be owner/name of one GitHub repository')],
    ['a repository and more', { repository: 'ListBackup-ai/api:ref:refs/heads/main' }, refusal('repository', ANY_VALUE, 'must be owner/name of one GitHub repository')],
    ['a long repository', { repository: `a/${LONG}` }, refusal('repository', ANY_VALUE, 'must be owner/name of one GitHub repository')],
    ['what a repository is cloned from', { repository: 'ListBackup-ai/api.git' }, refusal('repository', ANY_VALUE, 'must be owner/name of one GitHub repository')],
    ['a folder', { repository: 'ListBackup-ai/..' }, refusal('repository', ANY_VALUE, 'must be owner/name of one GitHub repository')],
    ['no repository', { repository: undefined }, refusal('repository', /null/)],
    ['a number', { repository: 7 }, refusal('repository', 7)],
    ['a repository that deployment shows', { repository: Token.asString({ Ref: 'Repository' }) }, refusal('repository', ANY_VALUE, 'must be known at synthesis, because it decides who can deploy')],
    ['any branch', { branch: '*' }, refusal('branch', '*')],
    ['some branches', { branch: 'release/*' }, refusal('branch', 'release/*')],
    ['a reference', { branch: 'refs/heads/main' }, refusal('branch', 'refs/heads/main', 'must be the name of one branch, without refs/heads/')],
    ['a branch that Git refuses', { branch: 'a..b' }, refusal('branch', 'a..b')],
    ['a branch that ends in a slash', { branch: 'main/' }, refusal('branch', 'main/')],
    ['an empty branch', { branch: '' }, refusal('branch', '')],
    ['any environment', { environment: 'prod*' }, refusal('environment', 'prod*')],
    ['an environment and more', { environment: 'production:x' }, refusal('environment', 'production:x')],
    ['both', { branch: 'main', environment: 'production' }, refusal('environment', 'production', 'can\'t be combined with branch: GitHub\'s token names one of the two')],
    ['a quarter of an hour', { sessionDuration: Duration.minutes(15) }, refusal('sessionDuration', '15 minutes', 'must be a Duration from 1 hour to 12 hours')],
    ['a day', { sessionDuration: Duration.hours(13) }, refusal('sessionDuration', '13 hours')],
    ['half a second', { sessionDuration: Duration.millis(3_600_500) }, refusal('sessionDuration', '1 hour 500 millis', 'must be in whole seconds')],
    ['seconds', { sessionDuration: 3600 }, refusal('sessionDuration', 3600)],
    ['regions that are none', { regions: ['*'] }, refusal('regions', '*', 'must be the code of an AWS Region, known at synthesis')],
    ['one region', { regions: 'us-east-1' }, refusal('regions', 'us-east-1', 'must be a list, known at synthesis')],
    ['maybe a provider', { createProvider: 'no' }, refusal('createProvider', 'no', 'must be true or false')],
    ['a boundary by name', { permissionsBoundary: 'delivery' }, refusal('permissionsBoundary', 'delivery', 'must be a managed policy')],
    ['no stage', { stage: 'main' }, refusal('stage', 'main')],
  ])('%s', (_what, props, message) => {
    expect(() => deliveryOf(props)).toThrow(message);
  });
});

describe('where nobody says from where to deploy', () => {
  test('the stack is left out, with a warning', () => {
    const stack = newStack();
    expect(deliveryCanStand(stack, undefined)).toBe(false);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data);
    expect(warnings).toEqual(['the deploy stack is left out: nobody said from where the stage is deployed, for example delivery: { repository: "ListBackup-ai/api" }. '
      + '[ack: listbackup-infrastructure:deliveryLeftOut]']);
  });

  test('and neither where somebody says it wrongly', () => {
    expect(() => deliveryCanStand(newStack(), 'ListBackup-ai/api' as never))
      .toThrow(refusal('delivery', 'ListBackup-ai/api'));
  });

  test('and not where somebody does', () => {
    const stack = newStack();
    expect(deliveryCanStand(stack, { repository: 'ListBackup-ai/api' })).toBe(true);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});

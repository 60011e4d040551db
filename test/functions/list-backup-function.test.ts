import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnOutput, Duration, Lazy, PropertyInjectors, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, RoleProps, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function, FunctionProps, IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { arn, attribute, grantedTo, joined, newFunction, only, REGION, ACCOUNT, warningsOf } from './functions';
import { ListBackupFunction, ListBackupRuntime, ListBackupStage } from '../../src';
import { ANY_VALUE, logicalIdTaken, nameTaken, refusal } from '../support/refusal';
import { exportsOf, newStack, resourcesOfType, synth, tagsOf, templateOf } from '../support/synth';

const TAGS = [{ Key: 'ManagedBy', Value: 'CDK' }, { Key: 'Service', Value: 'listbackup-api' }, { Key: 'Stage', Value: 'main' }];

describe('a Go function in production', () => {
  const folder = mkdtempSync(join(tmpdir(), 'function-'));
  writeFileSync(join(folder, 'bootstrap'), 'built elsewhere');
  afterAll(() => rmSync(folder, { recursive: true }));
  const stack = newStack();
  newFunction(stack, 'GetUsers', { runtime: ListBackupRuntime.GO, code: Code.fromAsset(folder) });
  const template = templateOf(stack);

  test('is what the specification says', () => {
    const { Code: code, ...properties } = template.Resources.GetUsersFunction.Properties;
    expect(properties).toEqual({
      FunctionName: 'listbackup-api-main-getUsers',
      Runtime: 'provided.al2023',
      Handler: 'bootstrap',
      Architectures: ['arm64'],
      MemorySize: 1024,
      Timeout: 30,
      Role: attribute('GetUsersFunctionRole'),
      Environment: { Variables: { STAGE: 'main', DYNAMODB_TABLE_PREFIX: 'listbackup-main' } },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: 'GetUsersFunctionLogGroup' } },
      TracingConfig: { Mode: 'Active' },
      Tags: TAGS,
    });
    expect(code).toEqual({ S3Bucket: expect.anything(), S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/) });
  });

  test('has its own logs, kept for a year and retained', () => {
    expect(template.Resources.GetUsersFunctionLogGroup).toEqual({
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/aws/lambda/listbackup-api-main-getUsers', RetentionInDays: 365, Tags: TAGS },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('has its own role, without a Stage tag, that may write these logs and traces and nothing else', () => {
    expect(template.Resources.GetUsersFunctionRole.Properties).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
      Tags: TAGS.slice(0, 2),
    });
    expect(template.Resources.GetUsersFunctionRolePolicy.Properties).toEqual({
      PolicyName: 'GetUsersFunctionRolePolicy',
      Roles: [{ Ref: 'GetUsersFunctionRole' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: attribute('GetUsersFunctionLogGroup') },
          { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
        ],
      },
    });
    expect(template.Resources.GetUsersFunction.DependsOn).toEqual(['GetUsersFunctionRolePolicy']);
  });

  test('has a version, and nothing else', () => {
    const [version] = Object.keys(resourcesOfType(template, 'AWS::Lambda::Version'));
    expect(version).toMatch(/^GetUsersFunctionVersion[0-9a-f]{32}$/);
    expect(Object.keys(template.Resources).sort())
      .toEqual(['GetUsersFunction', 'GetUsersFunctionLogGroup', 'GetUsersFunctionRole', 'GetUsersFunctionRolePolicy', version]);
    expect(template.Resources[version]).toEqual({
      Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'GetUsersFunction' } }, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain',
    });
  });

  test('is published, and warns of nothing', () => {
    expect(exportsOf(template)).toEqual({ GetUsersFunctionArn: 'listbackup-api-main-GetUsersFunctionArn' });
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('a Node.js function runs handler of index.js on the current release', () => {
  const { Runtime: runtime, Handler: handler, Code: code } = synth((stack) => newFunction(stack, 'GetUsers')).Resources.GetUsersFunction.Properties;
  expect([runtime, handler, code]).toEqual(['nodejs24.x', 'index.handler', { ZipFile: 'exports.handler = async () => {};' }]);
});

test.each([['dev', 30, 'Delete'], ['staging', 90, 'RetainExceptOnCreate'], ['production', 365, 'RetainExceptOnCreate']])('stage %s keeps logs %d days, and then: %s', (name, days, policy) => {
  const template = synth((stack) => newFunction(stack, 'GetUsers', { stage: ListBackupStage.of(name) }));
  expect(template.Resources.GetUsersFunctionLogGroup.Properties.RetentionInDays).toBe(days);
  expect(template.Resources.GetUsersFunctionLogGroup.DeletionPolicy).toBe(policy);
  expect(Object.values(resourcesOfType(template, 'AWS::Lambda::Version')).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([policy]);
});

describe('options', () => {
  const propertiesWith = (props: Parameters<typeof newFunction>[2]) => synth((stack) => newFunction(stack, 'GetUsers', props)).Resources.GetUsersFunction.Properties;

  test('name, service, description, handler, memory, timeout, reserved concurrency', () => {
    const template = synth((stack) => newFunction(stack, 'GetUsers', {
      name: 'list_all', service: 'listbackup-api-users', description: 'Lists users', handler: 'users.list', memorySize: 256, timeout: Duration.seconds(10), reservedConcurrency: 7,
    }));
    expect(template.Resources.GetUsersFunction.Properties).toMatchObject({
      FunctionName: 'listbackup-api-users-main-list_all', Description: 'Lists users', Handler: 'users.list', MemorySize: 256, Timeout: 10, ReservedConcurrentExecutions: 7,
    });
    expect(template.Resources.GetUsersFunctionLogGroup.Properties.LogGroupName).toBe('/aws/lambda/listbackup-api-users-main-list_all');
    expect(exportsOf(template)).toEqual({ GetUsersFunctionArn: 'listbackup-api-users-main-GetUsersFunctionArn' });
    for (const id of ['GetUsersFunction', 'GetUsersFunctionLogGroup', 'GetUsersFunctionRole']) {
      expect(tagsOf(template.Resources[id]).Service).toBe('listbackup-api-users');
    }
  });

  test('reserved concurrency of 0 switches the function off', () => {
    expect(propertiesWith({ reservedConcurrency: 0 }).ReservedConcurrentExecutions).toBe(0);
  });

  test('log retention, and destroying production\'s logs, which is warned of', () => {
    const stack = newStack();
    newFunction(stack, 'GetUsers', { logRetention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY });
    const { GetUsersFunctionLogGroup: logGroup } = templateOf(stack).Resources;
    expect([logGroup.Properties.RetentionInDays, logGroup.DeletionPolicy]).toEqual([7, 'Delete']);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('[ack: listbackup-infrastructure:destroyProductionData]')]);
  });

  test('a permissions boundary', () => {
    const template = synth((stack) => newFunction(stack, 'GetUsers', { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Bounds', 'bounds') }), {});
    expect(template.Resources.GetUsersFunctionRole.Properties.PermissionsBoundary)
      .toEqual(joined('arn:', { Ref: 'AWS::Partition' }, ':iam::', ACCOUNT, ':policy/bounds'));
  });

  test('a boundary that an app gives every role', () => {
    const template = synth((stack) => {
      const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(stack, 'Bounds', 'arn:aws:iam::123456789012:policy/all');
      const inject = (props: RoleProps): RoleProps => ({ permissionsBoundary, ...props });
      PropertyInjectors.of(stack).add({ constructUniqueId: Role.PROPERTY_INJECTION_ID, inject });
      newFunction(stack, 'GetUsers');
    });
    expect(template.Resources.GetUsersFunctionRole.Properties.PermissionsBoundary).toBe('arn:aws:iam::123456789012:policy/all');
  });

  test('a key, for variables and logs', () => {
    const template = synth((stack) => {
      newFunction(stack, 'GetUsers', { encryptionKey: new Key(stack, 'Key') });
    }, {});
    const [keyId] = Object.keys(resourcesOfType(template, 'AWS::KMS::Key'));
    expect(template.Resources.GetUsersFunction.Properties.KmsKeyArn).toEqual(attribute(keyId));
    expect(template.Resources.GetUsersFunctionLogGroup.Properties.KmsKeyId).toEqual(attribute(keyId));
    expect(grantedTo(template, 'GetUsersFunction')).toEqual([{ Action: 'kms:Decrypt', Resource: attribute(keyId) }]);
    const { Statement } = template.Resources[keyId].Properties.KeyPolicy as { Statement: unknown[] };
    expect(Statement).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: joined('logs.', REGION, '.amazonaws.com') },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn('logs', 'log-group:/aws/lambda/listbackup-api-main-getUsers') } },
    });
  });
});

describe('versions', () => {
  const versionOf = (props: Parameters<typeof newFunction>[2], change: (fn: ListBackupFunction) => void = () => undefined) => (
    Object.keys(resourcesOfType(synth((stack) => change(newFunction(stack, 'GetUsers', props))), 'AWS::Lambda::Version'))
  );
  const [before] = versionOf({});

  test('another for other code, configuration or variables', () => {
    const others = [
      versionOf({ code: Code.fromInline('exports.handler = async () => 1;') }),
      versionOf({ memorySize: 512 }),
      versionOf({ timeout: Duration.seconds(5) }),
      versionOf({ stage: ListBackupStage.STAGING }),
      versionOf({ service: 'listbackup-users' }),
      versionOf({}, (fn) => fn.addEnvironment('LOG_LEVEL', 'debug')),
    ].flat();
    expect(new Set([before, ...others]).size).toBe(7);
  });

  test('the same where Lambda would publish none', () => {
    expect(versionOf({ reservedConcurrency: 3 })).toEqual([before]);
    expect(versionOf({ versions: true })).toEqual([before]);
  });

  test('does not depend on the order in which variables are set', () => {
    const set = (...names: string[]) => versionOf({}, (fn) => names.forEach((name) => fn.addEnvironment(name, '1')));
    expect(set('AA', 'BB')).toEqual(set('BB', 'AA'));
  });

  test('can be left out', () => {
    const stack = newStack();
    const fn = newFunction(stack, 'GetUsers', { versions: false });
    expect(resourcesOfType(templateOf(stack), 'AWS::Lambda::Version')).toEqual({});
    expect(fn.publishedVersion).toBeUndefined();
  });
});

describe('provisioned concurrency', () => {
  const stack = newStack();
  const fn = newFunction(stack, 'GetUsers', { provisionedConcurrency: 2 });
  const template = templateOf(stack);

  test('stands behind the alias live of the newest version', () => {
    const [version] = Object.keys(resourcesOfType(template, 'AWS::Lambda::Version'));
    expect(template.Resources.GetUsersFunctionAlias.Properties).toEqual({
      Name: 'live',
      FunctionName: { Ref: 'GetUsersFunction' },
      FunctionVersion: attribute(version, 'Version'),
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
  });

  test('is what callers should call', () => {
    expect(fn.alias?.aliasName).toBe('live');
    expect(stack.resolve(fn.entryPoint.functionArn)).toEqual({ Ref: 'GetUsersFunctionAlias' });
  });

  test('is there only where it is asked for', () => {
    const plain = newFunction(newStack(), 'GetUsers');
    expect([plain.alias, plain.entryPoint]).toEqual([undefined, plain]);
  });
});

test('a function that moves in the tree stays what it was', () => {
  const at = (place: (stack: Stack) => Construct) => synth((stack) => newFunction(place(stack) as Stack, 'GetUsers', { provisionedConcurrency: 1 }));
  expect(at((stack) => new Construct(new Construct(stack, 'Users'), 'Api'))).toEqual(at((stack) => stack));
});

test('property injectors of an app change nothing', () => {
  const stack = newStack();
  const inject = jest.fn((props: FunctionProps): FunctionProps => ({ ...props, architecture: Architecture.X86_64, memorySize: 128 }));
  PropertyInjectors.of(stack).add({ constructUniqueId: Function.PROPERTY_INJECTION_ID, inject });
  newFunction(stack, 'GetUsers');
  expect(templateOf(stack).Resources.GetUsersFunction.Properties).toMatchObject({ Architectures: ['arm64'], MemorySize: 1024 });
});

describe('as a function of CDK', () => {
  test('it is read from another stack by its name, and that stack is deployed later', () => {
    const app = new App();
    const stack = new Stack(app, 'Service');
    const fn: IFunction = newFunction(stack, 'GetUsers');
    const api = new Stack(app, 'Api');
    new CfnOutput(api, 'Name', { value: fn.functionName });
    new CfnOutput(api, 'Arn', { value: fn.functionArn });
    const { Outputs } = templateOf(api);
    expect(Outputs.Name.Value).toBe('listbackup-api-main-getUsers');
    expect(Outputs.Arn.Value).toEqual(arn('lambda', 'function:listbackup-api-main-getUsers'));
    expect(Object.keys(templateOf(stack).Outputs)).toEqual(['GetUsersFunctionArn']);
    expect(api.dependencies).toEqual([stack]);
  });

  test('it can be called by whom it is granted to, and measured', () => {
    const stack = newStack();
    const fn = newFunction(stack, 'GetUsers');
    fn.grantInvoke(new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') }));
    fn.addPermission('Api', { principal: new ServicePrincipal('apigateway.amazonaws.com') });
    const template = templateOf(stack);
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy')).filter(({ Properties }) => Properties.PolicyName !== 'GetUsersFunctionRolePolicy');
    expect(policy.Properties.PolicyDocument).toMatchObject({ Statement: [{ Action: 'lambda:InvokeFunction', Resource: attribute('GetUsersFunction') }] });
    expect(only(template, 'AWS::Lambda::Permission')).toEqual({
      Action: 'lambda:InvokeFunction', FunctionName: attribute('GetUsersFunction'), Principal: 'apigateway.amazonaws.com',
    });
    expect(stack.resolve(fn.metricErrors().dimensions)).toEqual({ FunctionName: { Ref: 'GetUsersFunction' } });
    expect(stack.resolve(fn.logGroup.logGroupName)).toEqual({ Ref: 'GetUsersFunctionLogGroup' });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('refusals', () => {
  const image = { bind: () => ({ image: { imageUri: 'x' } }), bindToResource: () => undefined };
  const REFUSED: [string, object, string | RegExp][] = [
    ['no stage', { stage: undefined }, refusal('stage', /undefined/)],
    ['a runtime of CDK\'s', { runtime: 'nodejs24.x' }, refusal('runtime', 'nodejs24.x', 'must be a ListBackupRuntime')],
    ['no runtime', { runtime: undefined }, refusal('runtime', /undefined/)],
    ['no code', { code: undefined }, refusal('code', /undefined/, 'must be code that is already built')],
    ['a path in place of code', { code: 'dist' }, refusal('code', 'dist')],
    ['an image', { code: image }, refusal('code', 'an image')],
    ['Go in the template', { runtime: ListBackupRuntime.GO }, refusal('code', 'inline code', 'must be a ZIP file or a folder: Lambda takes no inline code for provided.al2023')],
    ['a handler for Go', { runtime: ListBackupRuntime.GO, handler: 'main' }, refusal('handler', 'main')],
    ['a handler with a space', { handler: 'index handler' }, refusal('handler', 'index handler')],
    ['a hyphen in the name', { name: 'get-users' }, refusal('name', 'get-users')],
    ['a name that begins with a digit', { name: '1st' }, refusal('name', '1st')],
    ['an empty name', { name: '' }, refusal('name', '')],
    ['a token as name', { name: Lazy.string({ produce: () => 'x' }) }, refusal('name', ANY_VALUE, 'must have letters, digits and underscores, and begin with a letter: a hyphen couldn\'t be told from the stage\'s')],
    ['a name of 33 characters', { name: 'a'.repeat(33) }, refusal('name', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'must have at most 32 characters, which leaves room for the stage in listbackup-api-main-…')],
    ['too little memory', { memorySize: 127 }, refusal('memorySize', 127, 'must be a whole number from 128 to 10240')],
    ['too much memory', { memorySize: 10_241 }, refusal('memorySize', 10241)],
    ['no time at all', { timeout: Duration.seconds(0) }, refusal('timeout', '0 seconds', 'must be a Duration of 1 to 900 whole seconds')],
    ['16 minutes', { timeout: Duration.minutes(16) }, refusal('timeout', '16 minutes')],
    ['a number as timeout', { timeout: 30 }, refusal('timeout', 30)],
    ['a description of 257 characters', { description: 'a'.repeat(257) }, refusal('description', ANY_VALUE, 'must have at most 256 characters')],
    ['concurrency below nothing', { reservedConcurrency: -1 }, refusal('reservedConcurrency', -1)],
    ['no provisioned copy', { provisionedConcurrency: 0 }, refusal('provisionedConcurrency', 0)],
    ['more provisioned than reserved', { provisionedConcurrency: 3, reservedConcurrency: 2 }, refusal('provisionedConcurrency', 3, 'must be at most reservedConcurrency, which is 2')],
    ['provisioned copies of no version', { provisionedConcurrency: 3, versions: false }, refusal('provisionedConcurrency', ANY_VALUE, 'requires a published version')],
    ['versions that are neither on nor off', { versions: 'yes' }, refusal('versions', 'yes')],
    ['a key that is none', { encryptionKey: 'alias/key' }, refusal('encryptionKey', 'alias/key')],
    ['a boundary that is none', { permissionsBoundary: 'bounds' }, refusal('permissionsBoundary', 'bounds')],
    ['a retention that CloudWatch lacks', { logRetention: 2 }, refusal('logRetention', 2)],
    ['a removal policy that is none', { removalPolicy: 'keep' }, refusal('removalPolicy', 'keep')],
  ];

  test.each(REFUSED)('%s', (_what, props, message) => {
    expect(() => newFunction(newStack(), 'GetUsers', props)).toThrow(message);
  });

  test('an id that is no logical ID', () => {
    expect(() => newFunction(newStack(), 'get-users')).toThrow(refusal('id', 'get-users', 'must have letters and digits only, and start with a letter: it becomes the logical ID and the name'));
  });

  test('no props at all', () => {
    expect(() => new ListBackupFunction(newStack(), 'GetUsers', undefined as never)).toThrow(refusal('stage', /undefined/));
  });

  test('two of one id in a stack', () => {
    const stack = newStack();
    newFunction(stack, 'GetUsers');
    expect(() => newFunction(new Construct(stack, 'Other') as Stack, 'GetUsers', { name: 'other' })).toThrow(logicalIdTaken('GetUsersFunctionLogGroup', 'Consumer'));
  });
});

test('two functions of one name in one account and region are refused, in whichever stacks they stand', () => {
  const app = new App();
  const make = (id: string) => new ListBackupFunction(new Stack(app, id, { env: { account: '123456789012', region: 'us-west-2' } }), 'Sync', {
    stage: ListBackupStage.MAIN, runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = () => 1'), name: 'sync',
  });
  make('First');
  expect(() => make('Second')).toThrow(nameTaken('function', 'listbackup-api-main-sync', 'First/Sync', 'Second/Sync'));
});

test('a service that could not name an export is refused', () => {
  expect(() => new ListBackupFunction(new Stack(new App(), 'Stack'), 'Sync', {
    stage: ListBackupStage.MAIN, runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = () => 1'), service: 'My Service',
  })).toThrow(refusal('service', 'My Service'));
});

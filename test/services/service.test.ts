import { App, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  ListBackupAccess, ListBackupDataLayer, ListBackupEmail, ListBackupFunction, ListBackupLookup, ListBackupMessaging, ListBackupPayloadFormat,
  ListBackupQueueAccess, ListBackupRuntime, ListBackupSecret, ListBackupService, ListBackupServiceProps, ListBackupStage,
} from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { newStack, resourcesOfType, synth, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const code = Code.fromInline('exports.handler = async () => {};');
const newService = (stack: Stack, props: Partial<ListBackupServiceProps> = {}) => (
  new ListBackupService(stack, 'Service', { stage, service: 'listbackup-users', runtime: ListBackupRuntime.NODEJS, code, ...props })
);
const propertiesOf = (template: TemplateJson, logicalId: string) => template.Resources[logicalId].Properties;
const variablesOf = (template: TemplateJson, logicalId: string) => (propertiesOf(template, logicalId).Environment as { Variables: object }).Variables;

interface Statement { readonly Action: string | string[]; readonly Resource: unknown; readonly NotResource?: unknown }

const statementsOf = (properties: Record<string, unknown>) => (properties.PolicyDocument as { Statement: Statement[] }).Statement;

describe('a service', () => {
  test('names functions by service, stage and key, and shares its settings', () => {
    const template = synth((stack) => {
      const service = newService(stack, { memorySize: 256, timeout: Duration.seconds(29), architecture: Architecture.X86_64, environment: { LOG_LEVEL: 'info' } });
      service.function('usersGetMe');
      service.function('usersDelete', { memorySize: 512, environment: { LOG_LEVEL: 'debug' } });
    });
    expect(propertiesOf(template, 'UsersGetMeFunction')).toMatchObject({
      FunctionName: 'listbackup-users-main-usersGetMe',
      MemorySize: 256,
      Timeout: 29,
      Architectures: ['x86_64'],
      Environment: { Variables: { LOG_LEVEL: 'info', STAGE: 'main', DYNAMODB_TABLE_PREFIX: 'listbackup-main' } },
    });
    expect(propertiesOf(template, 'UsersDeleteFunction')).toMatchObject({ MemorySize: 512, Timeout: 29, Environment: { Variables: { LOG_LEVEL: 'debug' } } });
    expect(propertiesOf(template, 'UsersGetMeFunctionLogGroup').LogGroupName).toBe('/aws/lambda/listbackup-users-main-usersGetMe');
  });

  test('two services of one app have functions of one key', () => {
    const app = new App();
    const stacks = ['platforms', 'integrations'].map((name) => {
      const stack = new Stack(app, name);
      newService(stack, { service: `listbackup-${name}` }).function('oauthStart');
      return stack;
    });
    expect(stacks.map((stack) => propertiesOf(templateOf(stack), 'OauthStartFunction').FunctionName))
      .toEqual(['listbackup-platforms-main-oauthStart', 'listbackup-integrations-main-oauthStart']);
  });

  test('a key with hyphens or more than 32 letters keeps its name', () => {
    const key = `a${'b'.repeat(41)}`;
    const template = synth((stack) => {
      const service = newService(stack);
      service.function('get-users_v2');
      service.function(key);
    });
    expect(propertiesOf(template, 'GetDashusersUnderscorev2Function').FunctionName).toBe('listbackup-users-main-get-users_v2');
    expect(propertiesOf(template, `A${'b'.repeat(41)}Function`).FunctionName).toBe(`listbackup-users-main-${key}`);
  });

  test('the whole name may have 64 characters, and no more', () => {
    const service = (stack: Stack) => newService(stack, { service: 'listbackup-source-groups' });
    const longest = 'a'.repeat(64 - 'listbackup-source-groups-main-'.length);
    expect(() => synth((stack) => service(stack).function(longest))).not.toThrow();
    expect(() => synth((stack) => service(stack).function(`${longest}a`))).toThrow(refusal('functionName', ANY_VALUE, 'must have at most 64 characters'));
  });

  test('what it uses, earlier and later functions have', () => {
    const template = synth((stack) => {
      const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup: ListBackupLookup.names() });
      const service = newService(stack);
      service.function('first');
      service.useTable(tables.users, ListBackupAccess.READ);
      service.addEnvironment('A_B', '1');
      service.function('second');
    });
    for (const id of ['FirstFunction', 'SecondFunction']) {
      expect(variablesOf(template, id)).toMatchObject({ USERS_TABLE: 'listbackup-main-users', A_B: '1' });
      expect(JSON.stringify(propertiesOf(template, `${id}RolePolicy`))).toContain('table/listbackup-main-users');
    }
  });

  test('nine tables of one access are one statement', () => {
    const template = synth((stack) => {
      const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup: ListBackupLookup.names() });
      const service = newService(stack);
      for (const table of tables.all.slice(0, 9)) service.useTable(table, ListBackupAccess.READ_WRITE);
      service.function('fn');
    });
    const data = statementsOf(propertiesOf(template, 'FnFunctionRolePolicy')).filter(({ Action }) => [Action].flat().some((action) => action.startsWith('dynamodb:')));
    expect(data).toHaveLength(1);
    expect([data[0].Action].flat()).toHaveLength(8);
  });

  test('all 23 tables and all queues fit into one policy under CDK\'s default flags', () => {
    const template = synth((stack) => {
      const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage });
      const { queues } = ListBackupMessaging.fromStage(stack, 'Messaging', { stage });
      const service = newService(stack);
      for (const table of tables.all) service.useTable(table, ListBackupAccess.READ_WRITE);
      for (const queue of queues.all) service.useQueue(queue, ListBackupQueueAccess.SEND);
      service.function('fn');
    });
    expect(Object.keys(resourcesOfType(template, 'AWS::IAM::ManagedPolicy'))).toEqual([]);
  });
});

describe('what functions use', () => {
  test('a secret, a parameter, e-mail, text messages, another function: nothing more than that', () => {
    const template = synth((stack) => {
      const service = newService(stack);
      const other = service.function('other');
      const fn = service.function('fn');
      fn.useSecret(ListBackupSecret.fromStage(stack, 'Stripe', { stage, lookup: ListBackupLookup.names() }));
      fn.useParameter(StringParameter.fromStringParameterName(stack, 'Parameter', '/main/flag'), 'FLAG_PARAMETER');
      fn.useEmail(ListBackupEmail.fromStage(stack, 'Email', { stage, lookup: ListBackupLookup.names() }));
      fn.useSms();
      fn.useFunction(other, 'OTHER_FUNCTION');
    });
    expect(variablesOf(template, 'FnFunction')).toMatchObject({
      STRIPE_SECRET_NAME: 'listbackup/main/stripe',
      FLAG_PARAMETER: '/main/flag',
      EMAIL_FROM: expect.any(String),
      EMAIL_CONFIGURATION_SET: 'listbackup-main-config-set',
      OTHER_FUNCTION: 'listbackup-users-main-other',
    });
    const statements = statementsOf(propertiesOf(template, 'FnFunctionRolePolicy'));
    const actions = statements.flatMap(({ Action }) => Action).filter((action) => !/^(logs|xray):/.test(action)).sort();
    expect(actions).toEqual([
      'lambda:InvokeFunction', 'secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'ses:SendEmail', 'ses:SendTemplatedEmail',
      'sns:Publish', 'ssm:GetParameter', 'ssm:GetParameters',
    ]);
    expect(statements.find(({ Action }) => Action === 'sns:Publish')?.NotResource).toEqual(expect.anything());
  });

  test('two functions that call each other don\'t wait for each other', () => {
    const template = synth((stack) => {
      const service = newService(stack, { fromServerless: true });
      const [one, two] = [service.function('one'), service.function('two')];
      one.useFunction(two, 'TWO_FUNCTION');
      two.useFunction(one, 'ONE_FUNCTION');
    });
    expect(JSON.stringify(propertiesOf(template, 'IamRoleLambdaExecution'))).not.toContain('LambdaFunction');
  });

  test('a deployed function, by its export or its name', () => {
    const template = synth((stack) => {
      const service = newService(stack);
      service.useFunction(ListBackupFunction.fromStage(stack, 'SendMail', { stage, service: 'listbackup-mail' }), 'MAIL_FUNCTION');
      service.function('fn');
    });
    expect(JSON.stringify(template)).toContain('"Fn::ImportValue":"listbackup-mail-main-SendMailFunctionArn"');
    const byName = synth((stack) => newService(stack).function('fn').useFunction(
      ListBackupFunction.fromStage(stack, 'SendMail', { stage, service: 'listbackup-mail', lookup: ListBackupLookup.names() }), 'MAIL_FUNCTION',
    ));
    expect(variablesOf(byName, 'FnFunction')).toMatchObject({ MAIL_FUNCTION: 'listbackup-mail-main-sendMail' });
  });
});

describe('routes', () => {
  const routed = (props: Partial<ListBackupServiceProps>, add: (service: ListBackupService) => void) => (
    synth((stack) => add(newService(stack, props)))
  );

  test('hang on the stage\'s API, with its authorizer', () => {
    const template = routed({}, (service) => service.route('GET /users/{id}', service.function('usersGet')));
    expect(propertiesOf(template, 'HttpApiRouteGetUsersIdVar')).toMatchObject({
      ApiId: { 'Fn::ImportValue': 'listbackup-api-gateway-main-HttpApiId' }, AuthorizationType: 'JWT',
    });
    expect(propertiesOf(template, 'HttpApiIntegrationUsersGet').PayloadFormatVersion).toBe('2.0');
  });

  test('have the service\'s payload format, or their own beside it', () => {
    const template = routed({ payloadFormat: ListBackupPayloadFormat.V1 }, (service) => {
      const fn = service.function('usersGet');
      service.route('GET /users', fn);
      service.route('GET /v2/users', fn, { payloadFormat: ListBackupPayloadFormat.V2 });
    });
    expect(propertiesOf(template, 'HttpApiIntegrationUsersGet').PayloadFormatVersion).toBe('1.0');
    expect(propertiesOf(template, 'HttpApiIntegrationUsersGetV2').PayloadFormatVersion).toBe('2.0');
    expect(Object.keys(resourcesOfType(template, 'AWS::Lambda::Permission'))).toHaveLength(1);
  });

  test('with flat user context are guarded by ListBackupAuthorizer, save those without a token', () => {
    const template = routed({ userContext: true }, (service) => {
      const fn = service.function('usersGet');
      service.route('GET /users', fn);
      service.route('GET /status', fn, { anonymous: true });
    });
    expect(propertiesOf(template, 'HttpApiRouteGetUsers').AuthorizationType).toBe('CUSTOM');
    expect(propertiesOf(template, 'HttpApiRouteGetStatus').AuthorizationType).toBe('NONE');
  });

  test.each([
    [{ payloadFormat: '3.0' }, /payloadFormat/],
    [{ userContext: true, anonymous: true }, /userContext/],
    [{ groups: ['Adminz'] }, refusal('route GET /users: groups', 'Adminz', 'must be groups of the user pool: SuperAdmins, Admins, Staff, Customer-Account-Owner, Customer-Tier-0, Customer-Tier-1, Customer-Tier-2, Customer-Tier-3')],
  ])('%j is refused', (options, message) => {
    expect(() => routed({}, (service) => service.route('GET /users', service.function('usersGet'), options as never))).toThrow(message);
  });

  test('a route that another service has is refused', () => {
    const app = new App();
    const add = (name: string) => {
      const service = newService(new Stack(app, name), { service: `listbackup-${name}` });
      service.route('GET /tags/{id}', service.function('get'));
    };
    add('tags');
    expect(() => add('clients')).toThrow(/GET \/tags\/\{id\}.*tags/);
  });
});

test('streams, queues and schedules belong to functions of the service', () => {
  const stack = newStack();
  const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage });
  const { queues } = ListBackupMessaging.fromStage(stack, 'Messaging', { stage });
  const service = newService(stack);
  const fn = service.function('worker');
  service.consume(queues.sync, fn);
  service.consumeStream(tables.jobs, fn);
  service.onSchedule(ScheduleExpression.rate(Duration.hours(1)), fn);
  service.addToRolePolicy(new PolicyStatement({ actions: ['cognito-idp:ListUsers'], resources: ['*'] }));
  const template = templateOf(stack);
  expect(Object.keys(resourcesOfType(template, 'AWS::Lambda::EventSourceMapping'))).toEqual(['WorkerFunctionSyncConsumer', 'WorkerFunctionJobsStreamConsumer']);
  expect(() => service.consume(queues.backup, new ListBackupFunction(stack, 'Other', { stage, runtime: ListBackupRuntime.NODEJS, code })))
    .toThrow(/function of this service/);
});

test.each([
  ['without a runtime', { runtime: undefined }, /runtime.*ListBackupRuntime\.GO/],
  ['without code', { code: undefined }, /code.*ListBackupCode\.go/],
])('a function %s is refused', (_, props, message) => {
  expect(() => newService(newStack(), props).function('fn')).toThrow(message);
});

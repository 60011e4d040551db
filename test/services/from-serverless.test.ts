import { Duration, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import {
  ListBackupAccess, ListBackupDataLayer, ListBackupLookup, ListBackupMessaging, ListBackupRuntime, ListBackupScheduler, ListBackupService,
  ListBackupStage,
} from '../../src';
import { newStack, resourcesOfType, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;

/** Logical IDs as `serverless package` of version 3.40.0 printed them for these keys and events. */
describe('logical IDs of a service that Serverless deployed', () => {
  const stack = newStack();
  const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage, lookup: ListBackupLookup.exports() });
  const { queues } = ListBackupMessaging.fromStage(stack, 'Messaging', { stage, lookup: ListBackupLookup.names() });
  const service = new ListBackupService(stack, 'Service', {
    stage, service: 'listbackup-demo', runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = async () => {};'), fromServerless: true,
  });
  service.useTable(tables.users, ListBackupAccess.READ);
  service.route('GET /users/me', service.function('usersGetMe'));
  service.route('GET /users/{id}/x-y', service.function('proc_es-sor'));
  const worker = service.function('worker');
  service.consume(queues.sync, worker);
  service.consumeStream(tables.jobs, worker, { sourceName: 'ListbackupJobsTableStreamArn' });
  service.onSchedule(ScheduleExpression.rate(Duration.minutes(5)), worker);
  service.onSchedule(ScheduleExpression.rate(Duration.hours(1)), worker, { scheduler: ListBackupScheduler.SCHEDULER });
  const template = templateOf(stack);

  test.each([
    ['UsersGetMeLambdaFunction', 'AWS::Lambda::Function'],
    ['UsersGetMeLogGroup', 'AWS::Logs::LogGroup'],
    ['UsersGetMeLambdaPermissionHttpApi', 'AWS::Lambda::Permission'],
    ['HttpApiIntegrationUsersGetMe', 'AWS::ApiGatewayV2::Integration'],
    ['HttpApiRouteGetUsersMe', 'AWS::ApiGatewayV2::Route'],
    ['ProcUnderscoreesDashsorLambdaFunction', 'AWS::Lambda::Function'],
    ['ProcUnderscoreesDashsorLogGroup', 'AWS::Logs::LogGroup'],
    ['HttpApiIntegrationProcUnderscoreesDashsor', 'AWS::ApiGatewayV2::Integration'],
    ['HttpApiRouteGetUsersIdVarXDashy', 'AWS::ApiGatewayV2::Route'],
    ['WorkerEventSourceMappingSQSListbackupsyncqueuemainfifo', 'AWS::Lambda::EventSourceMapping'],
    ['WorkerEventSourceMappingDynamodbListbackupJobsTableStreamArn', 'AWS::Lambda::EventSourceMapping'],
    ['WorkerEventsRuleSchedule1', 'AWS::Events::Rule'],
    ['WorkerLambdaPermissionEventsRuleSchedule1', 'AWS::Lambda::Permission'],
    ['WorkerSchedulerSchedule2', 'AWS::Scheduler::Schedule'],
    ['IamRoleLambdaExecution', 'AWS::IAM::Role'],
  ])('%s is %s', (logicalId, type) => {
    expect(template.Resources[logicalId]?.Type).toBe(type);
  });

  test('names of functions and role stay', () => {
    expect(template.Resources.ProcUnderscoreesDashsorLambdaFunction.Properties.FunctionName).toBe('listbackup-demo-main-proc_es-sor');
    expect(template.Resources.IamRoleLambdaExecution.Properties.RoleName).toEqual({
      'Fn::Join': ['', ['listbackup-demo-main-', { Ref: 'AWS::Region' }, '-lambdaRole']],
    });
  });

  test('rights are in the inline policy that Serverless made, so that they never lapse', () => {
    interface Inline { readonly PolicyName: string; readonly PolicyDocument: { readonly Statement: readonly { readonly Action: unknown }[] } }
    const policies = template.Resources.IamRoleLambdaExecution.Properties.Policies as Inline[];
    expect(policies.map(({ PolicyName }) => PolicyName)).toEqual(['listbackup-demo-main-lambda']);
    const reads = policies[0].PolicyDocument.Statement.filter(({ Action }) => JSON.stringify(Action).includes('dynamodb:Query'));
    expect(reads).toHaveLength(1);
    // The only policy of its own is the scheduler's, which is new.
    expect(Object.keys(resourcesOfType(template, 'AWS::IAM::Policy'))).toEqual(['WorkerLambdaFunctionSchedulerRolePolicy']);
  });

  test('a published version is another one than Serverless\'', () => {
    const versions = Object.keys(resourcesOfType(template, 'AWS::Lambda::Version'));
    expect(versions).toHaveLength(3);
    for (const id of versions) expect(id).toMatch(/^(UsersGetMe|ProcUnderscoreesDashsor|Worker)LambdaVersion[0-9a-f]{32}$/);
  });
});

test('a stack can hold one such service', () => {
  const stack = new Stack();
  const add = (name: string) => new ListBackupService(stack, name, { stage, service: `listbackup-${name}`, fromServerless: true });
  add('users');
  expect(() => add('tags')).toThrow(/IamRoleLambdaExecution/);
});

import { App, Duration, NestedStack, Resource, Stack, Stage } from 'aws-cdk-lib';
import { EventPattern, RuleReference } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { arn, attribute, grantedTo, MAIN, newFunction, only, warningsOf } from './functions';
import {
  IListBackupEventRule, IListBackupMessaging, ListBackupDetailType, ListBackupEventRule, ListBackupFunction, ListBackupFunctionProps,
  ListBackupMessaging, ListBackupStage,
} from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, newStack, resourcesOfType, synth, TemplateJson, templateOf } from '../support/synth';

const JOB_PATTERN = { 'source': ['listbackup.jobs'], 'detail-type': ['Job Started', 'Job Completed', 'Job Failed', 'Job Queued'] };
const DEAD_LETTERS = arn('sqs', 'listbackup-events-dlq-main');

interface Made {
  readonly stack: Stack;
  readonly producer: Stack;
  readonly template: TemplateJson;
}

/** A function in a stack of its own that listens to rules of another. */
function listener(listen: (fn: ListBackupFunction, messaging: IListBackupMessaging) => void, props: Partial<ListBackupFunctionProps> = {}): Made {
  const app = new App();
  const producer = new Stack(app, 'Producer');
  const messaging = new ListBackupMessaging(producer, 'Messaging', { stage: MAIN });
  const stack = new Stack(app, 'Consumer');
  listen(newFunction(stack, 'NotifyOwner', props), messaging);
  return { stack, producer, template: templateOf(stack) };
}

describe('a function that listens to a rule of another stack', () => {
  const { stack, producer, template } = listener((fn, { rules }) => fn.onEvent(rules.job), { service: 'listbackup-api-notifications' });

  test('has a rule of its own, with the same pattern, beside it', () => {
    expect(template.Resources.NotifyOwnerOnJobEventsRule.Properties).toEqual({
      Name: 'listbackup-api-notifications-notify-owner-on-job-events-main',
      Description: 'Calls NotifyOwner for what rule Job matches.',
      EventBusName: 'listbackup-events-main',
      EventPattern: JOB_PATTERN,
      State: 'ENABLED',
      Targets: [{
        Id: 'Target0',
        Arn: attribute('NotifyOwnerFunction'),
        DeadLetterConfig: { Arn: DEAD_LETTERS },
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
      }],
    });
  });

  test('is called by that rule only', () => {
    expect(template.Resources.NotifyOwnerOnJobEventsRulePermission.Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: attribute('NotifyOwnerFunction'),
      Principal: 'events.amazonaws.com',
      SourceArn: attribute('NotifyOwnerOnJobEventsRule'),
    });
    expect(Object.keys(resourcesOfType(template, 'AWS::Lambda::Permission'))).toHaveLength(1);
  });

  test('leaves what it fails on in the queue for undeliverable events', () => {
    expect(template.Resources.NotifyOwnerFunctionEventInvokeConfig.Properties).toEqual({
      FunctionName: { Ref: 'NotifyOwnerFunction' },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: DEAD_LETTERS } },
    });
    expect(grantedTo(template, 'NotifyOwnerFunction')).toEqual([{ Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], Resource: DEAD_LETTERS }]);
  });

  test('publishes the rule under its service', () => {
    expect(exportsOf(template)).toEqual({
      NotifyOwnerFunctionArn: 'listbackup-api-notifications-main-NotifyOwnerFunctionArn',
      NotifyOwnerOnJobEventsRuleName: 'listbackup-api-notifications-main-NotifyOwnerOnJobEventsRuleName',
      NotifyOwnerOnJobEventsRuleArn: 'listbackup-api-notifications-main-NotifyOwnerOnJobEventsRuleArn',
    });
  });

  test('is deployed later, and holds nothing back', () => {
    expect(stack.dependencies).toEqual([producer]);
    expect(producer.dependencies).toEqual([]);
    expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
    expect(Object.keys(templateOf(producer).Outputs).filter((key) => key.startsWith('ExportsOutput'))).toEqual([]);
    expect(templateOf(producer).Resources.JobEventsRule.Properties.Targets).toHaveLength(1);
  });

  test('warns of nothing', () => {
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('in the rule\'s own stack, the rule of its own comes after it, and so after the bus', () => {
  const template = synth((stack) => newFunction(stack, 'NotifyOwner').onEvent(new ListBackupMessaging(stack, 'Messaging', { stage: MAIN }).rules.dataSync), {});
  const rule = template.Resources.NotifyOwnerOnDataSyncEventsRule;
  expect(rule.DependsOn).toEqual(['DataSyncEventsRule']);
  expect(rule.Properties).toMatchObject({ Name: 'listbackup-notify-owner-on-data-sync-events-main', EventBusName: 'listbackup-events-main' });
});

test('in a nested stack', () => {
  const parent = new Stack(new App(), 'Parent');
  const { rules } = new ListBackupMessaging(parent, 'Messaging', { stage: MAIN });
  const nested = new NestedStack(parent, 'Nested');
  newFunction(nested, 'NotifyOwner').onEvent(rules.job);
  expect(templateOf(nested).Resources.NotifyOwnerOnJobEventsRule.Properties).toMatchObject({ EventBusName: 'listbackup-events-main', EventPattern: JOB_PATTERN });
});

test('in another stage of the app, which is deployed apart', () => {
  const app = new App();
  const { rules } = new ListBackupMessaging(new Stack(new Stage(app, 'First'), 'Producer'), 'Messaging', { stage: MAIN });
  const stack = new Stack(new Stage(app, 'Second'), 'Consumer');
  newFunction(stack, 'NotifyOwner').onEvent(rules.job);
  expect(templateOf(stack).Resources.NotifyOwnerOnJobEventsRule.Properties).toMatchObject({ EventPattern: JOB_PATTERN });
});

/** A rule that another app deployed, of which this one knows nothing but the interface. */
class ForeignRule extends Resource implements IListBackupEventRule {
  public readonly ruleName = 'listbackup-job-events-main';
  public readonly ruleArn = 'arn:aws:events:us-west-2:123456789012:rule/listbackup-events-main/listbackup-job-events-main';
  public readonly sources = ['listbackup.jobs'];
  public readonly eventPattern: EventPattern = {};

  public constructor(scope: Construct, id: string, public readonly detailTypes: string[]) {
    super(scope, id);
  }

  public get ruleRef(): RuleReference {
    return { ruleArn: this.ruleArn };
  }
}

test('to a rule that another app deployed', () => {
  const template = synth((stack) => newFunction(stack, 'NotifyOwner').onEvent(new ForeignRule(stack, 'Job', ['Job Failed'])));
  const rule = template.Resources.NotifyOwnerOnJobEventsRule;
  expect(rule.Properties).toMatchObject({ EventBusName: 'listbackup-events-main', EventPattern: { 'source': ['listbackup.jobs'], 'detail-type': ['Job Failed'] } });
  expect(rule.DependsOn).toBeUndefined();
});

describe('detail types', () => {
  test('can be some of the rule\'s', () => {
    const { template } = listener((fn, { rules }) => fn.onEvent(rules.job, { detailTypes: [ListBackupDetailType.JOB_COMPLETED] }));
    expect(template.Resources.NotifyOwnerOnJobEventsRule.Properties.EventPattern).toEqual({ 'source': ['listbackup.jobs'], 'detail-type': ['Job Completed'] });
  });

  test('can be any where the rule matches all of its sources\'', () => {
    const template = synth((stack) => {
      const audit = new ListBackupEventRule(stack, 'Audit', { stage: MAIN, sources: ['listbackup.jobs'] });
      newFunction(stack, 'NotifyOwner').onEvent(audit, { detailTypes: ['Job Archived'] });
      newFunction(stack, 'KeepAll').onEvent(audit);
    });
    expect(template.Resources.NotifyOwnerOnAuditEventsRule.Properties.EventPattern).toEqual({ 'source': ['listbackup.jobs'], 'detail-type': ['Job Archived'] });
    expect(template.Resources.KeepAllOnAuditEventsRule.Properties.EventPattern).toEqual({ source: ['listbackup.jobs'] });
  });

  test.each([
    [['User Login'], refusal('detailTypes', 'User Login', 'must be among those of rule Job: Job Started, Job Completed, Job Failed, Job Queued')],
    [[], refusal('detailTypes', /\[\]/, 'must be one or more of the detail types of rule Job')],
    ['Job Failed', refusal('detailTypes', 'Job Failed', 'must be a list, known at synthesis')],
  ])('such as %j are refused', (detailTypes, message) => {
    expect(() => listener((fn, { rules }) => fn.onEvent(rules.job, { detailTypes: detailTypes as string[] }))).toThrow(message);
  });
});

test('with a bus whose queue has a key, the function may use the key', () => {
  const template = synth((stack) => {
    const messaging = new ListBackupMessaging(stack, 'Messaging', { stage: MAIN, encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:123456789012:key/1') });
    newFunction(stack, 'NotifyOwner').onEvent(messaging.rules.job, { eventBus: messaging.eventBus });
  });
  expect(grantedTo(template, 'NotifyOwnerFunction')).toEqual([
    { Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], Resource: attribute('EventsDeadLetterQueue') },
    { Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'], Resource: 'arn:aws:kms:us-west-2:123456789012:key/1' },
  ]);
  expect(template.Resources.NotifyOwnerOnJobEventsRule.Properties.EventBusName).toEqual({ Ref: 'EventBus' });
});

test('with provisioned copies the alias is called, and fails', () => {
  const { template } = listener((fn, { rules }) => fn.onEvent(rules.job), { provisionedConcurrency: 1 });
  expect(template.Resources.NotifyOwnerOnJobEventsRule.Properties).toMatchObject({ Targets: [{ Arn: { Ref: 'NotifyOwnerFunctionAlias' } }] });
  expect(only(template, 'AWS::Lambda::Permission').FunctionName).toEqual({ Ref: 'NotifyOwnerFunctionAlias' });
  expect(only(template, 'AWS::Lambda::EventInvokeConfig').Qualifier).not.toBe('$LATEST');
});

test('what becomes of failures can be said before', () => {
  const { template } = listener((fn, { rules }) => {
    fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    fn.onEvent(rules.job);
  });
  const { MaximumRetryAttempts: retries, DestinationConfig: destination } = only(template, 'AWS::Lambda::EventInvokeConfig');
  expect([retries, destination]).toEqual([0, undefined]);
});

test('two rules make two, and one destination for failures', () => {
  const { template } = listener((fn, { rules }) => {
    fn.onEvent(rules.job);
    expect(fn.onEvent(rules.billing).ruleName).toBe('listbackup-notify-owner-on-billing-events-main');
  });
  expect(Object.keys(resourcesOfType(template, 'AWS::Events::Rule'))).toEqual(['NotifyOwnerOnJobEventsRule', 'NotifyOwnerOnBillingEventsRule']);
  expect(Object.keys(resourcesOfType(template, 'AWS::Lambda::EventInvokeConfig'))).toHaveLength(1);
});

test('a longer name, of the longest stage, still makes a rule', () => {
  const stage = ListBackupStage.of('a'.repeat(16));
  const template = synth((stack) => newFunction(stack, 'HandleEverything', { stage, name: 'handleEveryEventsOfAllAccountsXY' })
    .onEvent(new ForeignRule(stack, 'Job', ['Job Failed'])));
  expect(only(template, 'AWS::Events::Rule').Name).toMatch(/^listbackup-handle-every-event-[0-9a-f]{8}-events-a{16}$/);
});

test('moving the function in the tree changes nothing', () => {
  const at = (place: (stack: Stack) => Construct) => synth((stack) => {
    const messaging = new ListBackupMessaging(stack, 'Messaging', { stage: MAIN });
    const fn = newFunction(place(stack) as Stack, 'NotifyOwner');
    fn.onEvent(messaging.rules.job);
    fn.consume(messaging.queues.sync);
  });
  expect(at((stack) => new Construct(stack, 'Notifications'))).toEqual(at((stack) => stack));
});

describe('refused is', () => {
  test('the same rule twice', () => {
    expect(() => listener((fn, { rules }) => {
      fn.onEvent(rules.job);
      fn.onEvent(rules.job, { detailTypes: ['Job Failed'] });
    })).toThrow(refusal('onEvent', 'Job', 'can\'t be called for rule '));
  });

  test('what is no rule of the conventions', () => {
    expect(() => newFunction(newStack(), 'NotifyOwner').onEvent(undefined as never)).toThrow(refusal('rule', /undefined/));
    expect(() => newFunction(newStack(), 'NotifyOwner').onEvent({ ruleName: 'x' } as never)).toThrow(refusal('rule', ANY_VALUE, 'must be a handle of this library'));
  });
});

import { App, PropertyInjectors, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus, IRuleTarget, Rule, RuleProps } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget, LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { arn, newStack, properties, STAGE } from './synthesize';
import {
  ListBackupDetailType, ListBackupEventBus, ListBackupEventRule, ListBackupEventRuleProps, ListBackupEventSource, ListBackupQueue, ListBackupStage,
} from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';

const target = (name: string): IRuleTarget => ({ bind: () => ({ arn: `arn:aws:sns:us-west-2:123456789012:${name}` }) });

function newFunction(stack: Stack): Function {
  return new Function(stack, 'Function', { code: Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler', runtime: Runtime.NODEJS_20_X });
}

describe('a rule of a service\'s own', () => {
  const stack = newStack();
  const rule = new ListBackupEventRule(stack, 'LateJobs', {
    stage: ListBackupStage.MAIN,
    service: 'listbackup-api-jobs',
    description: 'Jobs that someone should look at',
    sources: [ListBackupEventSource.JOBS],
    detailTypes: [ListBackupDetailType.JOB_FAILED],
    targets: [target('topic')],
  });
  const template = Template.fromStack(stack);

  test('listens to the stage\'s bus by its name, and sends what is undeliverable to the stage\'s queue', () => {
    expect(properties(template, 'LateJobsEventsRule')).toEqual({
      Name: 'listbackup-late-jobs-events-main',
      Description: 'Jobs that someone should look at',
      EventBusName: 'listbackup-events-main',
      State: 'ENABLED',
      EventPattern: { 'source': ['listbackup.jobs'], 'detail-type': ['Job Failed'] },
      Targets: [{
        Id: 'Target0', Arn: 'arn:aws:sns:us-west-2:123456789012:topic', DeadLetterConfig: { Arn: arn('sqs', 'listbackup-events-dlq-main') },
      }],
    });
  });

  test('is published under its service', () => {
    expect(template.toJSON().Outputs).toEqual({
      LateJobsEventsRuleName: { Value: { Ref: 'LateJobsEventsRule' }, Export: { Name: 'listbackup-api-jobs-main-LateJobsEventsRuleName' } },
      LateJobsEventsRuleArn: { Value: { 'Fn::GetAtt': ['LateJobsEventsRule', 'Arn'] }, Export: { Name: 'listbackup-api-jobs-main-LateJobsEventsRuleArn' } },
    });
  });

  test('tells its pattern', () => {
    expect(rule.sources).toEqual(['listbackup.jobs']);
    expect(rule.detailTypes).toEqual(['Job Failed']);
    expect(rule.eventPattern).toEqual({ source: ['listbackup.jobs'], detailType: ['Job Failed'] });
  });

  test('without detail types matches all of its sources\'', () => {
    const own = newStack();
    const all = new ListBackupEventRule(own, 'Audit', { stage: STAGE, name: 'everything', sources: ['listbackup.webhooks'] });
    expect(properties(Template.fromStack(own), 'AuditEventsRule')).toMatchObject({
      Name: 'listbackup-everything-events-feature-x', EventPattern: { source: ['listbackup.webhooks'] },
    });
    expect(all.detailTypes).toEqual([]);
  });

  test('stays as it is where an app\'s property injectors change rules', () => {
    const own = newStack();
    const inject = jest.fn((props: RuleProps): RuleProps => ({ ...props, enabled: false, ruleName: 'other', eventPattern: { source: ['other'] } }));
    PropertyInjectors.of(own).add({ constructUniqueId: Rule.PROPERTY_INJECTION_ID, inject });
    new ListBackupEventRule(own, 'Audit', { stage: STAGE, sources: ['listbackup.jobs'] });
    expect(inject).toHaveBeenCalledTimes(1);
    expect(properties(Template.fromStack(own), 'AuditEventsRule')).toEqual({
      Name: 'listbackup-audit-events-feature-x', EventBusName: 'listbackup-events-feature-x', State: 'ENABLED', EventPattern: { source: ['listbackup.jobs'] },
    });
  });

  test('has no tags, also where the app is tagged', () => {
    const app = new App();
    const own = new Stack(app, 'Services');
    Tags.of(app).add('Team', 'core');
    const bus = new ListBackupEventBus(own, 'Bus', { stage: STAGE });
    new ListBackupEventRule(own, 'Audit', { stage: STAGE, sources: ['listbackup.jobs'], eventBus: bus.eventBus });
    const tagged = Template.fromStack(own);
    const rules = Object.values(tagged.findResources('AWS::Events::Rule'));
    expect(rules).toHaveLength(7);
    for (const { Properties } of rules) expect(Properties).not.toHaveProperty('Tags');
    expect(properties(tagged, 'EventBus').Tags).toContainEqual({ Key: 'Team', Value: 'core' });
  });
});

describe('targets', () => {
  test('a function in the same stack is invoked by that rule, beside the log', () => {
    const stack = newStack();
    const bus = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    bus.rule('Job').addTarget(new LambdaFunction(newFunction(stack)));
    const template = Template.fromStack(stack);
    const { Targets } = properties(template, 'JobEventsRule') as { Targets: { Id: string; DeadLetterConfig: unknown }[] };
    expect(Targets.map(({ Id }) => Id)).toEqual(['Target0', 'Target1']);
    expect(Targets[1].DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': ['EventsDeadLetterQueue', 'Arn'] } });
    template.hasResourceProperties('AWS::Lambda::Permission', { SourceArn: { 'Fn::GetAtt': ['JobEventsRule', 'Arn'] }, Principal: 'events.amazonaws.com' });
  });

  test('a queue takes a message group, and its own policy admits the rule', () => {
    const stack = newStack();
    const bus = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    const queue = new ListBackupQueue(stack, 'Webhooks', { stage: STAGE });
    bus.rule('Job').addTarget(new SqsQueue(queue, { messageGroupId: 'jobs' }));
    const template = Template.fromStack(stack);
    expect(properties(template, 'JobEventsRule')).toMatchObject({ Targets: [{}, { SqsParameters: { MessageGroupId: 'jobs' } }] });
    expect(properties(template, 'WebhooksQueuePolicy')).toMatchObject({
      PolicyDocument: { Statement: [{ Effect: 'Deny' }, { Effect: 'Allow', Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['JobEventsRule', 'Arn'] } } } }] },
    });
  });

  test('another bus', () => {
    const stack = newStack();
    const bus = new ListBackupEventBus(stack, 'Bus', { stage: STAGE });
    bus.rule('Job').addTarget(new BusTarget(EventBus.fromEventBusArn(stack, 'Other', 'arn:aws:events:us-west-2:210987654321:event-bus/partner')));
    expect(properties(Template.fromStack(stack), 'JobEventsRule')).toMatchObject({ Targets: [{}, { Arn: 'arn:aws:events:us-west-2:210987654321:event-bus/partner' }] });
  });

  test('a dead-letter queue of the target\'s own stays', () => {
    const stack = newStack();
    const bus = new ListBackupEventBus(stack, 'Bus', { stage: STAGE, ruleLogging: false });
    const deadLetterQueue = new Queue(stack, 'Dead');
    bus.rule('Job').addTarget(new LambdaFunction(newFunction(stack), { deadLetterQueue }));
    const { Targets } = properties(Template.fromStack(stack), 'JobEventsRule') as { Targets: { DeadLetterConfig: unknown }[] };
    expect(Targets[0].DeadLetterConfig).toEqual(stack.resolve({ Arn: deadLetterQueue.queueArn }));
  });

  test('five at the most, the log among them', () => {
    const rule = new ListBackupEventBus(newStack(), 'Bus', { stage: STAGE }).rule('Job');
    for (const name of ['a', 'b', 'c', 'd']) rule.addTarget(target(name));
    expect(() => rule.addTarget(target('e'))).toThrow(refusal('targets', 6, 'must have at most 5 entries, EventBridge\'s quota per rule'));
  });

  test('in another stack is refused, with what to do instead', () => {
    const app = new App();
    const bus = new ListBackupEventBus(new Stack(app, 'Events'), 'Bus', { stage: STAGE });
    const handler = newFunction(new Stack(app, 'Consumer'));
    expect(() => bus.rule('Job').addTarget(new LambdaFunction(handler))).toThrow(refusal('target', 'Consumer/Function', 'must be in stack "Events", like its rule, and not in "Consumer"'));
  });

  test('in another stack get a rule of their own with the same pattern', () => {
    const app = new App();
    const bus = new ListBackupEventBus(new Stack(app, 'Events'), 'Bus', { stage: STAGE });
    const consumer = new Stack(app, 'Consumer');
    new ListBackupEventRule(consumer, 'JobsConsumer', {
      stage: STAGE,
      eventBus: bus.eventBus,
      sources: bus.rules.job.sources,
      detailTypes: bus.rules.job.detailTypes,
      targets: [new LambdaFunction(newFunction(consumer))],
    });
    const template = Template.fromStack(consumer);
    expect(properties(template, 'JobsConsumerEventsRule')).toMatchObject({
      EventBusName: 'listbackup-events-feature-x',
      EventPattern: { 'source': ['listbackup.jobs'], 'detail-type': ['Job Started', 'Job Completed', 'Job Failed', 'Job Queued'] },
      Targets: [{ DeadLetterConfig: { Arn: arn('sqs', 'listbackup-events-dlq-feature-x') } }],
    });
    expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    expect(consumer.dependencies.map(({ stackName }) => stackName)).toEqual(['Events']);
  });

  test('that are none are refused', () => {
    const rule = new ListBackupEventBus(newStack(), 'Bus', { stage: STAGE }).rule('Job');
    expect(() => rule.addTarget(undefined as never)).toThrow(refusal('target', /undefined/));
  });
});

test('a name of exactly 64 characters is accepted', () => {
  const stack = newStack();
  new ListBackupEventRule(stack, 'LateJobs', { stage: STAGE, sources: ['listbackup.jobs'], name: 'a'.repeat(36) });
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { Name: Match.stringLikeRegexp('^.{64}$') });
});

describe('refusals', () => {
  const REFUSED: [string, string, unknown, string | RegExp][] = [
    ['an id of the catalogue', 'DataSync', { name: 'other' }, refusal('name', 'other', 'can\'t be ')],
    ['a name of the catalogue', 'Other', { name: 'data-sync' }, refusal('name', ANY_VALUE, 'can\'t be "data-sync", the name of the catalogue\'s DataSync, which ListBackupEventBus creates')],
    ['an id that is no logical ID', 'late-jobs', {}, refusal('id', 'late-jobs')],
    ['a name with capitals', 'LateJobs', { name: 'Late' }, refusal('name', 'Late')],
    ['a name that another stage could have', 'LateJobs', { name: 'job-events-x' }, refusal('name', 'job-events-x', 'must not contain the word "events", which the naming rules add')],
    ['a name beyond 64 characters', 'LateJobs', { name: 'a'.repeat(37) }, refusal('name', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'must be shorter: the whole name, listbackup-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-events-feature-x, has 65 characters, and EventBridge allows 64')],
    ['no sources', 'LateJobs', { sources: [] }, refusal('sources', /\[\]/)],
    ['no list of sources', 'LateJobs', { sources: 'listbackup.jobs' }, refusal('sources', 'listbackup.jobs')],
    ['a foreign source', 'LateJobs', { sources: ['shop.orders'] }, refusal('sources', 'shop.orders')],
    ['an empty detail type', 'LateJobs', { detailTypes: [''] }, refusal('detailTypes', '')],
    ['no list of detail types', 'LateJobs', { detailTypes: 'Job Failed' }, refusal('detailTypes', 'Job Failed')],
  ];

  test.each(REFUSED)('%s', (_name, id, props, message) => {
    const given = { stage: STAGE, sources: ['listbackup.jobs'], ...props as Partial<ListBackupEventRuleProps> };
    expect(() => new ListBackupEventRule(newStack(), id, given)).toThrow(message);
  });
});

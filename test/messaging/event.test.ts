import { Match, Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { DefinitionBody, Pass, QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { newStack, STAGE } from './synthesize';
import { ListBackupDetailType, ListBackupEvent, ListBackupEventBus, ListBackupEventMatch, ListBackupEventSource } from '../../src';
import { refusal } from '../support/refusal';

describe('a pattern', () => {
  test.each<[string, ListBackupEventMatch, string[], string[]]>([
    ['of a source', { sources: [ListBackupEventSource.JOBS] }, ['listbackup.jobs'], ['Job Started', 'Job Completed', 'Job Failed', 'Job Queued']],
    ['of a detail type', { detailTypes: [ListBackupDetailType.JOB_COMPLETED] }, ['listbackup.jobs'], ['Job Completed']],
    ['of a detail type that two sources publish', { detailTypes: ['User Login'] }, ['listbackup.users', 'listbackup.auth'], ['User Login']],
    ['of one of the two', { sources: ['listbackup.auth'], detailTypes: ['User Login'] }, ['listbackup.auth'], ['User Login']],
    ['of several of both', { sources: ['listbackup.jobs', 'listbackup.system'], detailTypes: ['Job Failed', 'Service Error'] },
      ['listbackup.jobs', 'listbackup.system'], ['Job Failed', 'Service Error']],
  ])('%s', (_, match, source, detailType) => {
    expect(ListBackupEvent.pattern(match)).toEqual({ source, detailType });
  });

  test('is what CDK\'s rules take', () => {
    const stack = newStack();
    const { eventBus } = ListBackupEventBus.fromStage(stack, 'Events', { stage: STAGE });
    new Rule(stack, 'Rule', { eventBus, eventPattern: ListBackupEvent.pattern({ detailTypes: [ListBackupDetailType.INVOICE_GENERATED] }) });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'source': ['listbackup.billing'], 'detail-type': ['Invoice Generated'] },
    });
  });

  test.each<[string, unknown, string | RegExp]>([
    ['nothing', {}, refusal('event', /\{\}/, 'must have sources, detail types, or both')],
    ['no props', undefined, refusal('event', /undefined/)],
    ['an empty list', { sources: [] }, refusal('event.sources', /\[\]/, 'must be a list of one or more sources')],
    ['no list', { detailTypes: 'Job Failed' }, refusal('event.detail types', 'Job Failed', 'must be a list of one or more detail types')],
    ['an unknown source', { sources: ['listbackup.job'] },
      refusal('event.source', 'listbackup.job', 'must be in the catalogue: ')],
    ['a source of AWS', { sources: ['aws.s3'] }, refusal('event.source', 'aws.s3')],
    ['an unknown detail type', { detailTypes: ['Job completed'] }, refusal('event.detail type', 'Job completed', 'must be in the catalogue: ')],
    ['a hole', { detailTypes: [undefined] }, refusal('event.detail type', /undefined/)],
    ['a source that does not publish it', { sources: ['listbackup.jobs'], detailTypes: ['User Login'] },
      refusal('event.source', 'listbackup.jobs', 'must be a source that publishes one of the detail types; ')],
    ['a detail type from elsewhere among others', { sources: ['listbackup.jobs'], detailTypes: ['Job Failed', 'User Login'] },
      refusal('event.detailType', 'User Login', 'must come from one of the sources; ')],
  ])('refuses %s', (_, match, message) => {
    expect(() => ListBackupEvent.pattern(match as never)).toThrow(message);
  });
});

describe('an entry of PutEvents', () => {
  const stack = newStack();
  const { eventBus } = ListBackupEventBus.fromStage(stack, 'Events', { stage: STAGE });
  const event = { eventBus, source: ListBackupEventSource.JOBS, detailType: ListBackupDetailType.JOB_QUEUED };

  test('has the API\'s spelling', () => {
    expect(stack.resolve(ListBackupEvent.entry({ ...event, detail: { jobId: 'j1', tries: 2 } }))).toEqual({
      EventBusName: { 'Fn::ImportValue': 'listbackup-infrastructure-eventbridge-feature-x-EventBusName' },
      Source: 'listbackup.jobs',
      DetailType: 'Job Queued',
      Detail: '{"jobId":"j1","tries":2}',
    });
    expect(ListBackupEvent.entry(event)).not.toHaveProperty('Detail');
  });

  test('stands in a state machine', () => {
    const own = newStack();
    const bus = ListBackupEventBus.fromStage(own, 'Events', { stage: STAGE }).eventBus;
    const entry = ListBackupEvent.entry({ ...event, eventBus: bus });
    new StateMachine(own, 'Machine', {
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(Pass.jsonata(own, 'Entry', { outputs: { Entries: [{ ...entry, Detail: '{% $states.input %}' }] } })),
    });
    Template.fromStack(own).hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionString: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('"Source":"listbackup.jobs","DetailType":"Job Queued"')])] },
    });
  });

  test.each<[string, object, string | RegExp]>([
    ['a source that does not publish it', { source: 'listbackup.billing' }, refusal('event.source', 'listbackup.billing')],
    ['no source', { source: undefined }, refusal('event.source', /undefined/)],
    ['no bus', { eventBus: undefined }, refusal('event.eventBus', /undefined/, 'must be the bus of a stage')],
    ['a name for a bus', { eventBus: 'listbackup-events-dev' }, refusal('event.eventBus', 'listbackup-events-dev')],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => ListBackupEvent.entry({ ...event, ...wrong })).toThrow(message);
  });
});

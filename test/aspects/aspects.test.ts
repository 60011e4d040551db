import { App, IAspect, Aspects, RemovalPolicies, RemovalPolicy, Stack, Stage, Tag, Tags } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { IConstruct } from 'constructs';
import { ListBackupDataLayer, ListBackupInfrastructure, ListBackupMessaging, ListBackupStage } from '../../src';
import { MAIN_ENV, templateOf, TemplateJson } from '../support/synth';

/** What an aspect of the app changes in the resources of a stage: a warning or an error, never nothing. */

const { DEV, MAIN } = ListBackupStage;

function dataOf(stage: ListBackupStage, props: { readonly removalPolicy?: RemovalPolicy } = {}, app: IConstruct = new App()): Stack {
  const stack = new Stack(app, 'Data', { env: MAIN_ENV });
  new ListBackupDataLayer(stack, 'DataLayer', { stage, ...props });
  return stack;
}

function destroyWarnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('destroyProductionData')).map(({ entry }) => String(entry.data));
}

describe('RemovalPolicies.of(app).destroy()', () => {
  test('warns of production\'s data once per stack', () => {
    const stack = dataOf(MAIN);
    RemovalPolicies.of(stack.node.root).destroy();
    expect(destroyWarnings(stack)).toEqual([
      expect.stringMatching(/^removal policy DESTROY in production stage "main": the data of Data\/DataLayer\/\S+, \S+, \S+ and \d+ more goes with the resource\. /),
    ]);
  });

  test('warns inside a Stage of the CDK', () => {
    const stage = new Stage(new App(), 'Production', { env: MAIN_ENV });
    const stack = dataOf(MAIN, {}, stage);
    RemovalPolicies.of(stage).destroy();
    expect(destroyWarnings(stack)).toHaveLength(1);
  });

  test.each([
    ['a stage without customers', dataOf(DEV), true],
    ['an app without it', dataOf(MAIN), false],
  ])('does not warn of %s', (_, stack, destroys) => {
    if (destroys) RemovalPolicies.of(stack.node.root).destroy();
    expect(destroyWarnings(stack)).toEqual([]);
  });

  test('does not repeat the warning of the prop', () => {
    const stack = dataOf(MAIN, { removalPolicy: RemovalPolicy.DESTROY });
    RemovalPolicies.of(stack.node.root).destroy();
    expect(destroyWarnings(stack).filter((warning) => !warning.includes('Leave the prop out'))).toEqual([]);
  });
});

function whole(change: (app: App) => void): Record<string, TemplateJson> {
  const app = new App();
  const budget = { monthlyUsd: 500, emails: ['cost@listbackup.ai'], anomalies: true };
  const { stacks } = new ListBackupInfrastructure(app, 'Whole', { stage: MAIN, env: MAIN_ENV, budget });
  change(app);
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, templateOf(stack)]));
}

describe('Tags.of(app).add', () => {
  test('leaves alone what CloudFormation replaces when its tags change, and tags everything else', () => {
    const plain = Object.values(whole(() => undefined)).flatMap(({ Resources }) => Object.entries(Resources));
    const tagged = Object.fromEntries(Object.values(whole((app) => { Tags.of(app).add('Team', 'platform'); })).flatMap(({ Resources }) => Object.entries(Resources)));
    const changed = plain.filter(([id, resource]) => JSON.stringify(resource) !== JSON.stringify(tagged[id])).map(([, { Type }]) => Type);
    const fixed: string[] = [CfnAnomalyMonitor.CFN_RESOURCE_TYPE_NAME, CfnAnomalySubscription.CFN_RESOURCE_TYPE_NAME];
    expect(changed.filter((type) => fixed.includes(type))).toEqual([]);
    expect(plain.filter(([, { Type }]) => fixed.includes(Type))).toHaveLength(3);
    expect(changed).toEqual(expect.arrayContaining(['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::Cognito::UserPool']));
  });

  test('is refused with another value of the tag by which costs are found', () => {
    expect(() => whole((app) => { Tags.of(app).add('Stage', 'production'); }))
      .toThrow(/Tag Stage must be "main" on Whole\/\S+, \S+, \S+ and \d+ more, but got "production"\. The budget and the cost monitors find/);
  });

  test('may add the value that is there', () => {
    expect(() => whole((app) => { Tags.of(app).add('Stage', 'main'); })).not.toThrow();
  });

  test('is refused in an app that holds a queue of the stage only', () => {
    const stack = new Stack(new App(), 'Queues', { env: MAIN_ENV });
    new ListBackupMessaging(stack, 'Messaging', { stage: DEV });
    Tags.of(stack).add('Stage', 'production');
    expect(() => templateOf(stack)).toThrow(/Tag Stage must be "dev" on Queues\/Messaging/);
  });

  test('must not remove the tag', () => {
    expect(() => whole((app) => { Tags.of(app).remove('Stage'); })).toThrow(/Tag Stage must not be removed from Whole\//);
  });

  test('may tag resources of the app that belong to no stage', () => {
    const stack = dataOf(MAIN);
    const own = new Stack(stack.node.root, 'Own');
    const tag: IAspect = new Tag('Stage', 'production');
    Aspects.of(own).add(tag);
    expect(() => templateOf(own)).not.toThrow();
  });
});

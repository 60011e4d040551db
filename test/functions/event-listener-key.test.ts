import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ListBackupEventBus, ListBackupFunction, ListBackupRuntime, ListBackupSecurity, ListBackupStage } from '../../src';
import { MAIN_ENV, newStack } from '../support/synth';

const stage = ListBackupStage.MAIN;
const listenerIn = (stack: Stack, security?: ListBackupSecurity) => new ListBackupFunction(stack, 'Notify', {
  stage, security, service: 'listbackup-api-jobs', runtime: ListBackupRuntime.NODEJS, code: lambda.Code.fromInline('exports.handler = async () => {};'),
});

/** Whether the function's role may use the key of the queue for undeliverable events: SQS refuses a message under a key that its sender can't use. */
const mayUse = (stack: Stack, key: object): boolean => {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[]);
  return statements.some(({ Action, Resource }) => (
    ['kms:Decrypt', 'kms:GenerateDataKey*'].every((action) => [Action].flat().some((each) => each === action || each === action.replace('*', '')))
      && JSON.stringify(Resource) === JSON.stringify(key)));
};

test('a function that fails on an event of a hardened stage may use the key of the queue that keeps it', () => {
  const stack = newStack({ env: MAIN_ENV });
  const { rules } = new ListBackupEventBus(stack, 'Events', { stage, security: ListBackupSecurity.HARDENED });
  listenerIn(stack, ListBackupSecurity.HARDENED).onEvent(rules.job);
  expect(mayUse(stack, { 'Fn::GetAtt': ['EventbridgeEncryptionKey', 'Arn'] })).toBe(true);
});

test('so may a function in an app of its own', () => {
  const stack = newStack({ env: MAIN_ENV });
  const { rules } = ListBackupEventBus.fromStage(stack, 'Events', { stage, security: ListBackupSecurity.HARDENED });
  listenerIn(stack, ListBackupSecurity.HARDENED).onEvent(rules.job);
  expect(mayUse(stack, { 'Fn::ImportValue': 'listbackup-infrastructure-eventbridge-main-EventbridgeEncryptionKeyArn' })).toBe(true);
});

test('a STANDARD stage needs no key, and imports nothing for it', () => {
  const stack = newStack({ env: MAIN_ENV });
  const { rules } = ListBackupEventBus.fromStage(stack, 'Events', { stage });
  listenerIn(stack).onEvent(rules.job);
  expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(/kms:|EventsDeadLetterQueueArn/);
});

import { createHash } from 'crypto';
import { Duration, Stack, Stage } from 'aws-cdk-lib';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { CfnEventInvokeConfig, CfnPermission, FunctionBase } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FunctionConventions } from './function-resource';
import { claimLogicalId } from '../conventions';
import { IListBackupEventBus, IListBackupEventRule } from '../handles';
import { ListBackupEventRule } from '../messaging/event-rule';
import { ListBackupStage } from '../stage';
import { API_SERVICE, eventRuleName, eventsDeadLetterQueueName, kebabCase } from '../stage/naming';
import { invalid, show } from '../validation/invalid';
import { requireList } from '../validation/values';

/**
 * Events of a rule for which a function is called.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface ListBackupOnEventOptions {
  /**
   * Some of the rule's detail types, such as `ListBackupDetailType.JOB_COMPLETED`.
   *
   * @default - all events that the rule matches
   */
  readonly detailTypes?: string[];

  /**
   * The bus that the events come over, with the queue for undeliverable events and its key.
   *
   * @default - the rule's own bus; the stage's bus, by its name, if the rule was created without a handle of it
   */
  readonly eventBus?: IListBackupEventBus;
}

/** EventBridge's longest rule name. */
const MAX_LENGTH = 64;

/**
 * The middle of the name of a rule that calls a function: `notifyOwner` and `Job` make `notify-owner-on-job`, and in service
 * `listbackup-users` `users-notify-owner-on-job`. Where the function's name says more than a rule's can (too long, unusual capitals, the
 * word that the naming rules add), a digest tells it from others.
 */
export function listenerName(stage: ListBackupStage, service: string, functionName: string, rule: string): string {
  const words = kebabCase(functionName).split(/[^a-z0-9]+/);
  const owner = service === API_SERVICE ? [] : [service.replace(/^listbackup-/, '')];
  const plain = [...owner, ...words, 'on', kebabCase(rule)].join('-');
  const room = MAX_LENGTH - eventRuleName(stage, '').length;
  if (camelCase(words) === functionName && plain.length <= room && !plain.split('-').includes('events')) return plain;

  const digest = createHash('sha256').update([...service === API_SERVICE ? [] : [service], functionName, rule].join(' ')).digest('hex').slice(0, 8);
  // Cut first: what is left of a longer word may be that word.
  const accepted = plain.slice(0, room - digest.length - 1).replace(/(^|-)events(?=-|$)/g, '$1event');
  return `${accepted}-${digest}`.replace(/-+/g, '-');
}

/** `notify`, `owner` → `notifyOwner`. */
function camelCase([first, ...others]: readonly string[]): string {
  return [first, ...others.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)].join('');
}

/** A rule of the function's own that matches what another rule does, and calls the function. */
export function listen(
  fn: FunctionBase, called: FunctionBase, conventions: FunctionConventions, rule: IListBackupEventRule, options: ListBackupOnEventOptions,
): ListBackupEventRule {
  const { stage, service, name } = conventions;
  const id = `${fn.node.id}On${rule.node.id}`;
  if (fn.node.tryFindChild(id)) {
    invalid('onEvent', rule.node.id, `can't be called for rule ${rule.node.id} twice`, 'Pass all its detail types in one call.');
  }
  keepFailures(called, conventions, options.eventBus?.deadLetterQueue ?? keyedQueueOf(rule));
  const listener = new ListBackupEventRule(fn, id, {
    stage,
    service,
    name: listenerName(stage, service, name, rule.node.id),
    description: `Calls ${fn.node.id} for what rule ${rule.node.id} matches.`,
    eventBus: options.eventBus,
    sources: rule.sources,
    detailTypes: detailTypesOf(rule, options.detailTypes),
    // EventBridge's own figures, written out: what cannot be delivered in a day goes to the queue for undeliverable events.
    targets: [new LambdaFunction(called, { retryAttempts: 185, maxEventAge: Duration.hours(24) })],
  });
  const permission = listener.node.findAll().find((child) => child instanceof CfnPermission);
  if (permission) claimLogicalId(permission, `${id}EventsRulePermission`);
  // The bus is called by its name, which says nothing of the order.
  if (Stage.of(rule) === Stage.of(fn)) listener.node.addDependency(rule);
  return listener;
}

/** The rule's own queue for undeliverable events, if the function needs that queue's key. Its ARN alone follows from the stage. */
function keyedQueueOf({ eventBus }: IListBackupEventRule): IQueue | undefined {
  const queue = eventBus?.deadLetterQueue;
  return queue?.encryptionMasterKey ? queue : undefined;
}

function detailTypesOf(rule: IListBackupEventRule, asked: string[] | undefined): string[] {
  const what = 'detailTypes';
  requireList(what, asked, '[ListBackupDetailType.JOB_COMPLETED]');
  if (asked === undefined) return rule.detailTypes;
  if (asked.length === 0) invalid(what, asked, `must be one or more of the detail types of rule ${rule.node.id}`, `For example: ${show(rule.detailTypes)}.`);
  // A rule without detail types matches all of its sources'.
  const foreign = rule.detailTypes.length === 0 ? undefined : asked.find((detailType) => !rule.detailTypes.includes(detailType));
  if (foreign !== undefined) invalid(what, foreign, `must be among those of rule ${rule.node.id}: ${rule.detailTypes.join(', ')}`, `For example: ${show(rule.detailTypes[0])}.`);
  return asked;
}

/**
 * EventBridge's part ends when Lambda has taken an event: one that the function fails on three times would be gone. It goes to the queue
 * for undeliverable events, too, unless the function has been told otherwise.
 */
function keepFailures(called: FunctionBase, { stage, ids }: FunctionConventions, queue: IQueue | undefined): void {
  const id = 'EventInvokeConfig';
  if (called.node.tryFindChild(id)) return;
  called.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    onFailure: new SqsDestination(queue ?? deadLetterQueue(called, stage)),
  });
  claimLogicalId(called.node.findChild(id).node.defaultChild as CfnEventInvokeConfig, ids.invokeConfig);
}

/** As another stack's: its policy is that stack's. */
function deadLetterQueue(scope: Construct, stage: ListBackupStage): IQueue {
  return Queue.fromQueueArn(scope, 'UndeliverableEvents', Stack.of(scope).formatArn({ service: 'sqs', resource: eventsDeadLetterQueueName(stage) }));
}

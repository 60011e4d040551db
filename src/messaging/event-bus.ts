import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Level } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { admitEventServices, eventBusArn, ruleArn } from './event-access';
import { ListBackupEventBusOptions, requireSettings } from './event-bus-options';
import { CreatedEventBus, ImportedEventBus } from './event-bus-resource';
import { deliverBusLog, EventLog } from './event-log';
import { ListBackupEventRule } from './event-rule';
import { CreatedEventRules, ImportedEventRules } from './event-rules';
import { archiveEvents, createSchemas, discoverSchemas } from './event-schemas';
import { eventsKey } from './queue';
import { ImportedDeadLetterQueue } from './queue-import';
import { DeadLetterQueue } from './queue-resource';
import { SERVICES } from '../catalogue/services';
import { childOf, HARDENED_LOGS, makesCatalogue, removalPolicyFor } from '../conventions';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { IListBackupEventBus, IListBackupEventRules, IListBackupEvents } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { busDeadLetterQueueName, eventBusName, eventLogGroupName, eventsDeadLetterQueueName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { located } from '../validation/located';

/** The queue of a bus, and who may send to it. */
interface EventQueueSpec {
  readonly id: string;
  readonly logicalId: string;
  readonly queueName: string;
  readonly sid: string;
  /** The ARN of the bus, or a pattern of its rules, from whichever stack the rules are in. */
  readonly sourceArn: string;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** Creates a standard queue for events that EventBridge couldn't deliver. */
function createEventQueue(scope: Construct, stage: ListBackupStage, spec: EventQueueSpec): IQueue {
  const queue = new DeadLetterQueue(scope, spec.id, {
    stage,
    service: SERVICES.eventbridge,
    logicalId: spec.logicalId,
    queueName: spec.queueName,
    removalPolicy: spec.removalPolicy,
    encryptionKey: spec.encryptionKey,
    properties: {
      messageRetentionPeriod: Duration.days(14).toSeconds(),
      redriveAllowPolicy: { redrivePermission: 'denyAll' },
    },
  });
  queue.addToResourcePolicy(new PolicyStatement({
    sid: spec.sid,
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
      ArnLike: { 'aws:SourceArn': spec.sourceArn },
    },
  }));
  return queue;
}

/** The bus of a stage and what belongs to it, which another stack deployed. Each handle is created when it is first used. */
@located
export class ImportedEvents extends Construct implements IListBackupEvents {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupEncryptedFromStageProps) {
    const lookup = lookupOf(props, SERVICES.eventbridge);
    super(scope, id);
    this.lookup = lookup;
    this.encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.eventbridge, lookup);
  }

  public get eventBus(): IListBackupEventBus {
    const { lookup, props: { stage } } = this;
    return childOf<IListBackupEventBus>(this, 'Bus', () => new ImportedEventBus(this, 'Bus', { stage, lookup, deadLetterQueue: () => this.deadLetterQueue }));
  }

  public get rules(): IListBackupEventRules {
    return childOf<IListBackupEventRules>(this, 'Rules', () => new ImportedEventRules(this, 'Rules', this.props.stage, this.lookup, () => this.eventBus));
  }

  public get deadLetterQueue(): IQueue {
    return childOf<IQueue>(this, 'DeadLetterQueue', () => new ImportedDeadLetterQueue(this, 'DeadLetterQueue', {
      lookup: this.lookup,
      logicalId: 'EventsDeadLetterQueue',
      physicalName: eventsDeadLetterQueueName(this.props.stage),
      encryptionKey: this.encryptionKey,
    }));
  }

  public get logGroup(): ILogGroup {
    const name = (): string => this.lookup.name('EventBridgeLogGroupName', () => eventLogGroupName(this.props.stage));
    return childOf<ILogGroup>(this, 'LogGroup', () => LogGroup.fromLogGroupName(this, 'LogGroup', name()));
  }
}

/** A stage's event bus and what belongs to it. */
export interface ListBackupEventBusProps extends ListBackupEventBusOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The event bus of a stage with its 6 rules, archive, log group, schema registry (a schema for each detail type) and the queue for
 * undeliverable events, usable alone or as part of `ListBackupMessaging`.
 *
 * The log group needs a CloudWatch Logs resource policy, of which an account holds ten in a region: synthesis warns
 * (`listbackup-infrastructure:logResourcePolicyQuota`) where one app makes more.
 *
 * @throws at synthesis when options can't be combined or EventBridge would refuse them.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
 *
 * @example
 * const events = new ListBackupEventBus(this, 'Events', { stage: ListBackupStage.DEV, archiveRetention: Duration.days(14) });
 * events.rule('Job').ruleName;
 */
@located
export class ListBackupEventBus extends Construct implements IListBackupEvents {
  /**
   * The event bus of a stage that another app or stack deployed, with its rules, dead-letter queue and logs. Only the values that you use
   * appear in the consumer's template: rules and their patterns need no values.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupEncryptedFromStageProps): IListBackupEvents {
    return new ImportedEvents(scope, id, props);
  }

  public readonly eventBus: IListBackupEventBus;
  public readonly rules: IListBackupEventRules;
  public readonly deadLetterQueue: IQueue;
  public readonly logGroup: ILogGroup;

  private readonly created: CreatedEventRules;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEventBusProps) {
    const stage = requireStage(props);
    const chosen = withSecurityDefaults(props, HARDENED_LOGS);
    const settings = requireSettings(stage, chosen);
    super(scope, id);
    makesCatalogue(this);
    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, chosen, eventsKey(stage, removalPolicy));
    if (encryptionKey) admitEventServices(this, stage, encryptionKey);

    const log = new EventLog(this, 'Log', {
      stage,
      removalPolicy,
      encryptionKey,
      retention: settings.logRetention,
      permissionsBoundary: chosen.permissionsBoundary,
      rulesWrite: settings.ruleLogging,
      busWrites: settings.busLogLevel !== Level.OFF,
    });
    this.logGroup = log.logGroup;
    this.deadLetterQueue = createEventQueue(this, stage, {
      id: 'DeadLetterQueue',
      logicalId: 'EventsDeadLetterQueue',
      queueName: eventsDeadLetterQueueName(stage),
      sid: 'AllowRulesOfTheBus',
      sourceArn: ruleArn(this, stage, '*'),
      removalPolicy,
      encryptionKey,
    });
    // With SQS' own encryption: the events are here because the bus couldn't use its key.
    const busDeadLetterQueue = encryptionKey && createEventQueue(this, stage, {
      id: 'BusDeadLetterQueue',
      logicalId: 'EventBusDeadLetterQueue',
      queueName: busDeadLetterQueueName(stage),
      sid: 'AllowTheBus',
      sourceArn: eventBusArn(this, eventBusName(stage)),
      removalPolicy,
    });
    this.eventBus = new CreatedEventBus(this, 'Bus', {
      stage,
      deadLetterQueue: this.deadLetterQueue,
      busDeadLetterQueue,
      removalPolicy,
      encryptionKey,
      logLevel: settings.busLogLevel,
      logDetail: settings.busLogDetail,
    });
    deliverBusLog(this, stage, this.eventBus, log, settings.busLogLevel);
    archiveEvents(this, stage, this.eventBus, settings.archiveRetention, removalPolicy, encryptionKey);
    createSchemas(this, stage);
    if (settings.schemaDiscovery) discoverSchemas(this, stage, this.eventBus);

    this.created = new CreatedEventRules(this, 'Rules', stage, this.eventBus, settings.ruleLogging ? [log.asTarget()] : []);
    this.rules = this.created;
  }

  /**
   * The rule of that name in the catalogue, for example `Job`. You can add targets to it, which must be in the same stack.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has no such name; the message lists the names.
   */
  public rule(name: string): ListBackupEventRule {
    return this.created._members.byName(name);
  }
}

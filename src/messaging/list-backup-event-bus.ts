import { Level } from 'aws-cdk-lib/aws-events';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CreatedEventBus } from './created-event-bus';
import { CreatedEventRules } from './created-event-rules';
import { archiveEvents } from './event-archive';
import { IListBackupEventBus } from './event-bus-handle';
import { deliverBusLog } from './event-bus-log';
import { ListBackupEventBusOptions } from './event-bus-options';
import { requireSettings } from './event-bus-settings';
import { admitEventServices } from './event-encryption';
import { EventLog } from './event-log';
import { requireRuleKey } from './event-rules-base';
import { IListBackupEventRules } from './event-rules-handle';
import { createSchemas, discoverSchemas } from './event-schemas';
import { createEventsDeadLetterQueue } from './events-dead-letter-queue';
import { IListBackupEvents } from './events-handle';
import { ImportedEvents } from './imported-events';
import { ListBackupEventRule } from './list-backup-event-rule';
import { eventsKey } from './messaging-keys';
import { HARDENED_LOGS, makesCatalogue, removalPolicyFor } from '../conventions';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { encryptionKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { byPosture } from '../stage/posture';
import { requireStage } from '../stage/require-stage';

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
 * @throws at synthesis when options exclude each other or EventBridge would refuse them.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
 *
 * @example
 * const events = new ListBackupEventBus(this, 'Events', { stage: ListBackupStage.DEV, archiveRetention: Duration.days(14) });
 * events.rule('Job').ruleName;
 */
export class ListBackupEventBus extends Construct implements IListBackupEvents {
  /**
   * The event bus of a stage that another app or stack deployed, and what belongs to it. Only what is used stands in the consumer's
   * template: rules and their patterns need nothing at all.
   *
   * @param scope where the handles stand.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   * @throws when the stage or an option is invalid; what `lookup` cannot find is refused when it is used.
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
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEventBusProps) {
    const stage = requireStage(props);
    const chosen = byPosture(props, HARDENED_LOGS);
    const settings = requireSettings(stage, chosen);
    super(scope, id);
    makesCatalogue(this);
    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);
    const encryptionKey = encryptionKeyFor(this, chosen, eventsKey(stage, removalPolicy));
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
    this.deadLetterQueue = createEventsDeadLetterQueue(this, stage, removalPolicy, encryptionKey);
    this.eventBus = new CreatedEventBus(this, 'Bus', {
      stage, deadLetterQueue: this.deadLetterQueue, removalPolicy, encryptionKey, logLevel: settings.busLogLevel, logDetail: settings.busLogDetail,
    });
    deliverBusLog(this, stage, this.eventBus, log, settings.busLogLevel);
    archiveEvents(this, stage, this.eventBus, settings.archiveRetention, removalPolicy, encryptionKey);
    createSchemas(this, stage);
    if (settings.schemaDiscovery) discoverSchemas(this, stage, this.eventBus);

    this.created = new CreatedEventRules(this, 'Rules', stage, this.eventBus, settings.ruleLogging ? [log.asTarget()] : []);
    this.rules = this.created;
  }

  /**
   * The rule of that name in the catalogue, for example `Job`, to add targets to: they must stand in the same stack.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has none of that name; the message lists those it has.
   */
  public rule(name: string): ListBackupEventRule {
    return this.created._rule(requireRuleKey(name));
  }
}

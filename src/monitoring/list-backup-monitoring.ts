import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmRules, alarmRules } from './alarm-rules';
import { AlarmSet } from './alarm-set';
import { AlarmTopic } from './alarm-topic';
import { createBudget } from './budget';
import { createDashboards } from './dashboards';
import { ImportedMonitoring } from './imported-monitoring';
import { ListBackupMonitoringBase } from './monitoring-base';
import { ListBackupMonitoringFromStageProps } from './monitoring-from-stage';
import { IListBackupMonitoring } from './monitoring-handle';
import { ListBackupMonitoringProps } from './monitoring-props';
import { warnOfNoBudget } from './require-budget';
import { requireMonitoring } from './require-monitoring';
import { stageWatched } from './stage-watched';
import { subscribe } from './subscriptions';
import { createTableSizes } from './table-sizes';
import { topicKey } from './topic-key';
import { enterWatched } from './watch-register';
import { Found } from './watched-resource';
import { claimLogicalId, HARDENED_LOGS, logKeyFor, logRetentionFor, makesCatalogue, removalPolicyFor } from '../conventions';
import { publish } from '../exports/publish';
import { SERVICES } from '../stage/naming';
import { byPosture } from '../stage/posture';
import { requireStage } from '../stage/require-stage';

/** What the summaries of what consumers watch begin with, beside those of the stage's own. */
const WATCHED = 'watched';

/**
 * Sees to it that people see a stage: alarms on everything it is made of, two topics by severity, dashboards, a budget. The stack
 * `listbackup-infrastructure-monitoring-{stage}`, and stacks beside it for what consumers have watched.
 *
 * An alarm tells nobody by itself. Composite alarms tell, one for each kind of resource and severity, so that twenty throttled tables are one
 * message, which names them.
 *
 * @throws at synthesis when an alarm could never go off, an address or endpoint leads nowhere, or a resource is watched twice.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const stage = ListBackupStage.MAIN;
 * const monitoring = new ListBackupMonitoring(this, 'Monitoring', {
 *   stage,
 *   dataLayer: new ListBackupDataLayer(this, 'Data', { stage }),
 *   messaging: new ListBackupMessaging(this, 'Messaging', { stage }),
 *   critical: { pagerDutyEndpoints: ['https://events.pagerduty.com/integration/0123456789abcdef/enqueue'] },
 *   warning: { emails: ['operations@listbackup.ai'] },
 *   budget: { monthlyUsd: 500, emails: ['operations@listbackup.ai'] },
 * });
 * monitoring.watch(worker);
 */
export class ListBackupMonitoring extends ListBackupMonitoringBase {
  /**
   * The monitoring of a stage that another app or stack deployed: its topics, and `watch` under its rules. Only what is used stands in the
   * consumer's template.
   *
   * @param scope where the handle stands; what it watches has alarms in stacks beside this one's.
   * @param id the construct's id.
   * @param props the stage, how its values are found, and what differs for the alarms of this app.
   * @throws when the stage or an option is invalid; what `lookup` cannot find is refused when it is used.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupMonitoringFromStageProps): IListBackupMonitoring {
    return new ImportedMonitoring(scope, id, props);
  }

  public readonly criticalTopic: ITopic;
  public readonly warningTopic: ITopic;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, what is alarmed, who is told, and what differs from the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupMonitoringProps) {
    const stage = requireStage(props);
    requireMonitoring(props);
    const rules = alarmRules(stage, props);
    super(scope, id, rules, WATCHED);
    makesCatalogue(this);
    const { dataLayer, permissionsBoundary } = props;
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);

    const key = topicKey(this, stage, props, removalPolicy);
    this.criticalTopic = new AlarmTopic(this, stage, 'critical', key);
    this.warningTopic = new AlarmTopic(this, stage, 'warning', key);
    if (!props.encryptionKey) publish(this, stage, SERVICES.monitoring, { AlarmKeyArn: key.keyArn });
    subscribe(this, stage, {
      critical: { topic: this.criticalTopic, subscribers: props.critical },
      warning: { topic: this.warningTopic, subscribers: props.warning },
    }, permissionsBoundary);

    const own = dataLayer ? [createTableSizes(this, {
      stage,
      tables: dataLayer.tables.all,
      logRetention: logRetentionFor(stage, byPosture(props, HARDENED_LOGS).logRetention),
      keyArn: logKeyFor(props.security, key),
      permissionsBoundary,
      removalPolicy,
    })] : [];
    const summaries = this.alarm(rules, [...stageWatched(stage, props, rules.tableOperations), ...own]);
    const arnOf = (name: string): string => (
      Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME })
    );
    createDashboards(this, {
      stage,
      handles: props,
      applicationMetrics: props.applicationMetrics ?? [],
      alarmArns: () => [...summaries(), ...this._watchSummaries].map(arnOf),
    });
    if (props.budget) createBudget(this, stage, props.budget, this.warningTopic.topicArn);
    else if (stage.isOperated) warnOfNoBudget(this, stage);
  }

  /** Alarms the stage's own resources. Returns the names of the alarms that tell people. */
  private alarm({ stage, isOn, thresholds }: AlarmRules, found: readonly Found[]): () => string[] {
    const alarms = new AlarmSet(this, {
      stage,
      topicArns: { critical: this.criticalTopic.topicArn, warning: this.warningTopic.topicArn },
      identify: (element, logicalId) => claimLogicalId(element, logicalId),
    });
    for (const { resource, watched } of found) {
      enterWatched(Stack.of(this), stage, watched, resource);
      if (isOn) alarms.add(watched, thresholds);
    }
    return () => alarms.summaryNames;
  }
}

import { CfnElement } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ALARM_KEYS, ALARMS } from './alarm-catalogue';
import { AlarmSummary } from './alarm-summary';
import { metricAlarm } from './metric-alarm';
import { Severity } from './severity';
import { requireReachable, Thresholds } from './threshold';
import { KINDS, Watched } from './watched-kind';
import { resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmName, pascalCase, SERVICES } from '../stage/naming';

/** What the alarms of one stack have in common. */
export interface AlarmSetProps {
  readonly stage: ListBackupStage;

  /** Whom summaries tell. */
  readonly topicArns: Readonly<Record<Severity, string>>;

  /** What the names of summaries begin with, where the stage has other summaries of the kind. */
  readonly prefix?: string;

  /** Gives a resource its logical ID: a readable one, which follows from the name. */
  readonly identify: (element: CfnElement, logicalId: string, name: string) => void;
}

/** The alarms that one resource gets: by the catalogue, one for each condition with a threshold. */
export function alarmsOf(watched: Watched, thresholds: Thresholds) {
  return ALARM_KEYS.flatMap((key) => {
    const row = ALARMS[key];
    const threshold = thresholds[key];
    if (row.kind !== watched.kind || threshold === undefined) return [];
    // Without a timeout there is nothing to come near to.
    if (row.measure === 'percentOfTimeout' && !watched.timeoutMillis) return [];
    requireReachable(key, watched, threshold);
    return [{ row, condition: row.condition, props: metricAlarm(row, watched, threshold) }];
  });
}

/**
 * Alarms, and the summaries that tell people of them. An alarm by itself tells nobody: twenty tables that are throttled at once are one
 * incident, and one message.
 */
export class AlarmSet {
  private readonly summaries = new Map<string, AlarmSummary>();

  public constructor(private readonly scope: Construct, private readonly props: AlarmSetProps) {}

  /** The names of the summaries. */
  public get summaryNames(): string[] {
    return [...this.summaries.values()].flatMap(({ names }) => names);
  }

  /** Alarms one resource. */
  public add(watched: Watched, thresholds: Thresholds): void {
    const { stage, identify } = this.props;
    for (const { row, condition, props } of alarmsOf(watched, thresholds)) {
      const name = alarmName(stage, watched.resource, condition);
      const id = `${pascalCase(watched.resource.replace(/[._]/g, '-'))}${pascalCase(condition)}Alarm`;
      const alarm = new CfnAlarm(this.scope, name, { ...props, alarmName: name, tags: resourceTags(stage, SERVICES.monitoring) });
      identify(alarm, id, name);
      this.summaryOf(watched, row.severity).add(alarm, name);
    }
  }

  private summaryOf({ kind }: Watched, severity: Severity): AlarmSummary {
    const { prefix, topicArns } = this.props;
    const resource = prefix === undefined ? KINDS[kind] : `${prefix}-${KINDS[kind]}`;
    const key = `${resource} ${severity}`;
    const summary = this.summaries.get(key)
      ?? new AlarmSummary(this.scope, { ...this.props, resource, severity, topicArn: topicArns[severity] });
    this.summaries.set(key, summary);
    return summary;
  }
}

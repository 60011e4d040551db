import { CfnElement, Lazy, Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnAlarmProps, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { KINDS, Severity, Watched } from './alarm';
import { ALARM_KEYS, AlarmRow, ALARMS, LEASTS, Query } from './alarm-rows';
import { requireReachable, Thresholds } from './thresholds';
import { SERVICES } from '../catalogue/services';
import { resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmName, pascalCase } from '../stage/naming';

/** CloudWatch's limits of one composite alarm. */
const MAX_CHILDREN = 100;
const MAX_RULE_LENGTH = 10_240;

export interface AlarmSummaryProps {
  readonly stage: ListBackupStage;
  readonly resource: string;
  readonly severity: Severity;
  readonly topicArn: string;
  readonly identify: (element: CfnElement, logicalId: string, name: string) => void;
}

/** One composite alarm, as far as it has come. */
interface Composite {
  readonly resource: CfnCompositeAlarm;
  readonly terms: string[];
}

/**
 * Tells people of alarms of one kind and severity once, however many of them go off: a composite alarm. Another one where the first is full.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 */
export class AlarmSummary {
  public readonly names: string[] = [];
  private last?: Composite;

  public constructor(private readonly scope: Construct, private readonly props: AlarmSummaryProps) {}

  public add(alarm: CfnAlarm, name: string): void {
    const term = `ALARM("${name}")`;
    const composite = this.last && hasRoom(this.last, term) ? this.last : this.next();
    composite.terms.push(term);
    // The rule names the alarm in its text, where CloudFormation sees no order.
    composite.resource.node.addDependency(alarm);
  }

  private next(): Composite {
    const { stage, resource, severity, topicArn, identify } = this.props;
    const number = this.names.length + 1;
    const condition = number === 1 ? severity : `${severity}-${number}`;
    const name = alarmName(stage, resource, condition);
    const terms: string[] = [];
    const composite = new CfnCompositeAlarm(this.scope, name, {
      alarmName: name,
      alarmDescription: `One or more of the alarms on ${resource.replace(/-/g, ' ')}: the message names them.`,
      alarmRule: Lazy.string({ produce: () => joined(terms) }),
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: resourceTags(stage, SERVICES.monitoring),
    });
    identify(composite, `${pascalCase(resource)}${pascalCase(condition)}Alarm`, name);
    this.names.push(name);
    this.last = { resource: composite, terms };
    return this.last;
  }
}

function hasRoom({ terms }: Composite, term: string): boolean {
  return terms.length < MAX_CHILDREN && joined([...terms, term]).length <= MAX_RULE_LENGTH;
}

function joined(terms: readonly string[]): string {
  return terms.join(' OR ');
}

type MetricProps = Pick<CfnAlarmProps, 'namespace' | 'metricName' | 'dimensions' | 'period' | 'statistic' | 'extendedStatistic' | 'evaluateLowSampleCountPercentile' | 'metrics'>;

/** Maximum number of metrics in one alarm. */
const MAX_METRICS = 10;

/** One alarm of the catalogue on one resource, but for its name and tags. */
function metricAlarm(row: AlarmRow, watched: Watched, threshold: number, thresholds: Thresholds): Omit<CfnAlarmProps, 'alarmName' | 'tags'> {
  const [datapointsToAlarm, evaluationPeriods] = row.bad;
  return {
    alarmDescription: row.meaning,
    comparisonOperator: row.comparison,
    threshold: metricThreshold(row, watched, threshold),
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: row.missing,
    ...metricOf(row, watched, thresholds),
  };
}

/** In the metric's own unit. */
function metricThreshold(row: AlarmRow, { timeoutMillis }: Watched, threshold: number): number {
  if (row.measure === 'percentOfTimeout' && timeoutMillis) {
    // A queue that the function consumes later may change its timeout.
    return Lazy.number({ produce: () => timeoutMillis() * threshold / 100 });
  }
  // 0.1 * 0.01 is not 0.001 to a computer.
  return row.scale === undefined ? threshold : Number((threshold * row.scale).toPrecision(12));
}

/**
 * A share in percent, and none where there is too little to be a share of.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function shareOf({ is, of, least }: NonNullable<AlarmRow['share']>, { seldomRuns }: Watched, thresholds: Thresholds): string {
  const text = (count: number): string => `IF(${of} >= ${count}, 100 * ${is} / ${of}, 0)`;
  const count = thresholds[least] ?? LEASTS[least].count;
  return seldomRuns === undefined ? text(count) : Lazy.string({ produce: () => text(seldomRuns() ? 1 : count) });
}

function metricOf(row: AlarmRow, watched: Watched, thresholds: Thresholds): MetricProps {
  const { namespace, periodSeconds: period } = row;
  const queries = Object.entries(row.metrics);
  const stat = (id: string, [metricName, statistic]: readonly [string, string], dimensions: Watched['dimensions']): CfnAlarm.MetricDataQueryProperty => ({
    id, returnData: false, metricStat: { metric: { namespace, metricName, dimensions: listed(dimensions) }, period, stat: statistic },
  });

  if (row.across) {
    const metrics = termsOf(row, watched).map(([query, part], index) => stat(`m${index}`, query, { ...watched.dimensions, ...part }));
    return { metrics: [{ id: 'all', expression: `${row.across}([${metrics.map(({ id }) => id).join(', ')}])`, returnData: true }, ...metrics] };
  }
  const expression = row.expression ?? (row.share && shareOf(row.share, watched, thresholds));
  if (expression !== undefined) {
    return { metrics: [{ id: 'all', expression, returnData: true }, ...queries.map(([id, query]) => stat(id, query, watched.dimensions))] };
  }
  const [[, [metricName, statistic]]] = queries;
  const isPercentile = statistic.startsWith('p');
  return { namespace, metricName, dimensions: listed(watched.dimensions), period, ...(isPercentile ? { extendedStatistic: statistic, evaluateLowSampleCountPercentile: 'ignore' } : { statistic }) };
}

/** One metric of each part of the resource, or the metrics of a table and each of its indexes. */
function termsOf({ metrics, ofTableAndIndexes }: AlarmRow, { parts = [], indexes }: Watched): (readonly [Query, Watched['dimensions']])[] {
  if (ofTableAndIndexes && indexes && ofTableAndIndexes.length * (1 + indexes.length) <= MAX_METRICS) {
    const places = [{}, ...indexes.map((GlobalSecondaryIndexName) => ({ GlobalSecondaryIndexName }))];
    return places.flatMap((place) => ofTableAndIndexes.map((query) => [query, place] as const));
  }
  const [query] = Object.values(metrics);
  return parts.map((part) => [query, part] as const);
}

function listed(dimensions: Watched['dimensions']): CfnAlarm.DimensionProperty[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}

/** Properties that the alarms of one stack share. */
export interface AlarmSetProps {
  readonly stage: ListBackupStage;

  /** Whom summaries tell. */
  readonly topicArns: Readonly<Record<Severity, string>>;

  /** Prefix of the names of summary alarms, if the stage has other summary alarms of that kind. */
  readonly prefix?: string;

  /** Gives a resource its logical ID: a readable one, which follows from the name. */
  readonly identify: (element: CfnElement, logicalId: string, name: string) => void;
}

/** The alarms that one resource gets: by the catalogue, one for each condition with a threshold. */
function alarmsOf(watched: Watched, thresholds: Thresholds) {
  return ALARM_KEYS.flatMap((key) => {
    const row = ALARMS[key];
    const threshold = thresholds[key];
    if (row.kind !== watched.kind || threshold === undefined) return [];
    // Without a timeout there is nothing to come near to.
    if (row.measure === 'percentOfTimeout' && !watched.timeoutMillis) return [];
    requireReachable(key, watched, threshold);
    return [{ row, condition: row.condition, props: metricAlarm(row, watched, threshold, thresholds) }];
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

/** Size of one resource's alarms in a stack. */
export interface Weight {
  readonly alarms: number;
  readonly characters: number;
}

/** Three fifths of CloudFormation's 500 resources and 1 MB, less what the summaries take. */
const MAX_ALARMS = 275;
const MAX_CHARACTERS = 540_000;

/** Bytes around an alarm's properties in a template: its logical ID, type, name, tags, metadata, and its entry in a summary alarm. */
const FRAME = 900;

/** Indentation levels of an alarm's properties in a template, one space each. */
const INDENTATION = 3;

export function alarmWeight(home: Stack, watched: Watched, thresholds: Thresholds): Weight {
  const sizes = alarmsOf(watched, thresholds).map(({ props }) => {
    const text = JSON.stringify(home.resolve(props), undefined, 1);
    return text.length + INDENTATION * text.split('\n').length + 5 * watched.resource.length + FRAME;
  });
  return { alarms: sizes.length, characters: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Returns true if a stack can hold the alarms of all these resources. */
export function fits(weights: readonly Weight[]): boolean {
  const sum = (of: (weight: Weight) => number): number => weights.reduce((total, weight) => total + of(weight), 0);
  return sum(({ alarms }) => alarms) <= MAX_ALARMS && sum(({ characters }) => characters) <= MAX_CHARACTERS;
}

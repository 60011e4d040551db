import { CfnElement, Lazy } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { Severity } from './severity';
import { resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { alarmName, pascalCase, SERVICES } from '../stage/naming';

/** CloudWatch's limits of one composite alarm. */
const MAX_ALARMS = 100;
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
  return terms.length < MAX_ALARMS && joined([...terms, term]).length <= MAX_RULE_LENGTH;
}

function joined(terms: readonly string[]): string {
  return terms.join(' OR ');
}

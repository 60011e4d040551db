import { Stack } from 'aws-cdk-lib';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmRules } from './alarm-rules';
import { ListBackupMonitoringBase } from './monitoring-base';
import { ListBackupMonitoringFromStageProps } from './monitoring-from-stage';
import { Severity } from './severity';
import { childOf } from '../conventions';
import { topmost } from '../conventions/stack-order';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { ListBackupStage } from '../stage';
import { alarmTopicName, pascalCase, SERVICES } from '../stage/naming';
import { requireStage } from '../stage/require-stage';

/** The monitoring of a stage that another stack deployed. */
export class ImportedMonitoring extends ListBackupMonitoringBase {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupMonitoringFromStageProps) {
    const stage = requireStage(props);
    const lookup = lookupOf(props, SERVICES.monitoring);
    super(scope, id, alarmRules(stage, props), ownerOf(stage, scope));
    this.lookup = lookup;
  }

  public get criticalTopic(): ITopic {
    return this.topic('critical');
  }

  public get warningTopic(): ITopic {
    return this.topic('warning');
  }

  private topic(severity: Severity): ITopic {
    const id = `${pascalCase(severity)}Topic`;
    return childOf(this, id, () => Topic.fromTopicAttributes(this, id, {
      topicArn: this.lookup.name(`${id}Arn`, () => Stack.of(this).formatArn({ service: 'sns', resource: alarmTopicName(this.rules.stage, severity) })),
      keyArn: this.props.encryptionKey?.keyArn,
    }));
  }
}

/** What tells the summaries of one app from those of another: the name of its stack, without what all of them have. */
function ownerOf(stage: ListBackupStage, scope: Construct): string {
  return topmost(Stack.of(scope)).stackName.replace(/^listbackup-/, '').replace(new RegExp(`-${stage.stageName}$`), '');
}

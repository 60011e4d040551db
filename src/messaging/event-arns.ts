import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ListBackupStage } from '../stage';
import { eventBusName } from '../stage/naming';

/** The bus's ARN from its name: where the attribute would make a cycle, or stands in another stack. */
export function eventBusArn(scope: Construct, busName: string): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: busName });
}

/** The ARN of a rule of the stage's bus; `*` stands for all of them, in whichever stack they are. */
export function ruleArn(scope: Construct, stage: ListBackupStage, ruleName: string): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: `${eventBusName(stage)}/${ruleName}` });
}

/** A log group's ARN without the `:*` that stands for its streams. */
export function logGroupArn(scope: Construct, logGroupName: string): string {
  return Stack.of(scope).formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

import { App, Stack } from 'aws-cdk-lib';
import {
  ListBackupApi, ListBackupAuth, ListBackupDataLayer, ListBackupEmail, ListBackupMessaging, ListBackupMonitoring, ListBackupMonitoringProps,
  ListBackupStage,
} from '../../src';
import { MAIN_ENV, TemplateJson, TemplateResource, templateOf } from '../support/synth';

export const PEOPLE = ['operations@listbackup.ai'];
export const BUDGET = { monthlyUsd: 500, emails: PEOPLE };

/** A stage whose parts stand in stacks of their own, and its monitoring. */
export function monitored(
  props: Partial<ListBackupMonitoringProps> = {}, stage: ListBackupStage = ListBackupStage.MAIN, where: 'main' | 'anywhere' = 'main',
) {
  const env = where === 'main' ? MAIN_ENV : undefined;
  const app = new App();
  const stack = (id: string) => new Stack(app, id, { stackName: `${id}-${stage.stageName}`, env });
  const auth = new ListBackupAuth(stack('cognito'), 'Auth', { stage });
  const dataLayer = new ListBackupDataLayer(stack('data'), 'Data', { stage });
  const messaging = new ListBackupMessaging(stack('messaging'), 'Messaging', { stage });
  const api = new ListBackupApi(stack('api'), 'Api', { stage, userPool: auth.userPool, userPoolClient: auth.userPoolClient });
  const email = new ListBackupEmail(stack('ses'), 'Email', { stage });
  const home = new Stack(app, 'monitoring', { stackName: `listbackup-infrastructure-monitoring-${stage.stageName}`, env });
  const monitoring = new ListBackupMonitoring(home, 'Monitoring', { stage, dataLayer, messaging, auth, api, email, budget: BUDGET, ...props });
  return { app, home, monitoring, dataLayer, messaging, auth, api, email, stack };
}

/** Monitoring alone, of nothing but what it is made to watch. */
export function alone(props: Partial<ListBackupMonitoringProps> = {}, stage: ListBackupStage = ListBackupStage.MAIN) {
  const app = new App();
  const home = new Stack(app, 'monitoring', { stackName: `listbackup-infrastructure-monitoring-${stage.stageName}`, env: MAIN_ENV });
  const consumer = new Stack(app, 'billing', { stackName: 'billing', env: MAIN_ENV });
  const monitoring = new ListBackupMonitoring(home, 'Monitoring', { stage, budget: BUDGET, ...props });
  return { app, home, consumer, monitoring };
}

export function ofName(template: TemplateJson, property: string, name: string): TemplateResource {
  const found = Object.values(template.Resources).filter(({ Properties }) => Properties?.[property] === name);
  if (found.length !== 1) throw new Error(`${found.length} resources have ${property} ${name}`);
  return found[0];
}

export const alarm = (template: TemplateJson, name: string) => ofName(template, 'AlarmName', name);

/** Every alarm of the stacks by name, with the stack that holds it. */
export function alarmsIn(stacks: readonly Stack[], type = 'AWS::CloudWatch::Alarm') {
  return stacks.flatMap((stack) => Object.values(templateOf(stack).Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => ({ name: String(Properties.AlarmName), stack: stack.stackName })));
}

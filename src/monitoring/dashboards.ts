import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createDashboard } from './dashboard';
import { apiWidgets } from './dashboard-api';
import { authWidgets } from './dashboard-auth';
import { dataWidgets } from './dashboard-data';
import { messagingWidgets } from './dashboard-messaging';
import { overviewWidgets } from './dashboard-overview';
import { MonitoredHandles } from './monitored-handles';
import { Widget } from './widget';
import { ListBackupStage } from '../stage';
import { metricNamespace } from '../stage/naming';

/** What is shown. */
export interface DashboardsProps {
  readonly stage: ListBackupStage;
  readonly handles: MonitoredHandles;
  readonly applicationMetrics: readonly string[];

  /** The alarms whose states the overview shows, known at the end of synthesis. */
  readonly alarmArns: () => readonly string[];
}

/** The dashboards that a stage's people want to look at first: an overview, and one for each part there is. */
export function createDashboards(scope: Construct, { stage, handles, applicationMetrics, alarmArns }: DashboardsProps): void {
  const { region } = Stack.of(scope);
  const namespace = metricNamespace(stage);
  const { dataLayer, messaging, auth, api } = handles;
  const create = (area: string, widgets: () => readonly Widget[]): void => createDashboard(scope, stage, area, widgets);

  create('overview', () => overviewWidgets(region, namespace, handles, alarmArns(), applicationMetrics));
  if (dataLayer) create('data', () => dataWidgets(region, namespace, dataLayer));
  if (messaging) create('messaging', () => messagingWidgets(region, messaging));
  if (auth) create('auth', () => authWidgets(region, auth));
  if (api) create('api', () => apiWidgets(region, api));
}

import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { dashboardBody, Widget } from './widget';
import { accountWideName, claimLogicalId, claimPhysicalName } from '../conventions';
import { ListBackupStage } from '../stage';
import { dashboardName, pascalCase } from '../stage/naming';

/** Makes the dashboard of one area. What it shows is asked for at the end of synthesis. */
export function createDashboard(scope: Construct, stage: ListBackupStage, area: string, widgets: () => readonly Widget[]): void {
  const name = accountWideName(scope, stage, dashboardName(stage, area));
  const id = `${pascalCase(area)}Dashboard`;
  claimPhysicalName(scope, 'dashboard', name);
  claimLogicalId(new CfnDashboard(scope, id, {
    dashboardName: name,
    dashboardBody: Lazy.string({ produce: () => Stack.of(scope).toJsonString(dashboardBody(widgets())) }),
  }), id);
}

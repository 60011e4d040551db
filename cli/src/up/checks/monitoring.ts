import { CloudWatchClient, GetDashboardCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { expect, type CheckGroup } from './check';
import type { StackTemplate } from '../../template';

/** The alarms that the templates still hold, and the dashboards. */
export function monitoringOf(stacks: readonly StackTemplate[]): CheckGroup {
  const promised = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}));
  const alarms = promised.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties ?? {});
  const dashboards = promised.filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard').map(({ Properties }) => String(Properties?.DashboardName));
  return {
    name: 'monitoring',
    needs: ['monitoring.CriticalTopicArn'],
    prepare: (deployed) => {
      const client = new CloudWatchClient(deployed.client(deployed.get('monitoring.CriticalTopicArn').region));
      return {
        checks: [
          {
            name: 'each alarm stands with its threshold',
            run: async () => {
              const thresholds = new Map<unknown, unknown>();
              // Alarms on copies are in the Region that has the copies. The CDK's own stack exports something in each Region.
              for (const region of new Set(deployed.exports.map((exported) => exported.region))) {
                for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: new CloudWatchClient(deployed.client(region)) }, {})) {
                  for (const { AlarmName, Threshold } of MetricAlarms) thresholds.set(AlarmName, Threshold);
                }
              }
              const named = alarms.filter(({ AlarmName }) => typeof AlarmName === 'string');
              const other = named.filter(({ AlarmName, Threshold }) => thresholds.get(AlarmName) !== Threshold)
                .map(({ AlarmName, Threshold }) => `${String(AlarmName)} (${String(thresholds.get(AlarmName) ?? 'missing')}, not ${String(Threshold)})`);
              expect(other.length === 0, `not as in the template: ${other.join(', ')}`);
              return `${named.length} alarms`;
            },
          },
          {
            name: 'each dashboard stands, and shows something',
            run: async () => {
              await Promise.all(dashboards.map(async (DashboardName) => {
                const { DashboardBody = '{}' } = await client.send(new GetDashboardCommand({ DashboardName }));
                const { widgets = [] } = JSON.parse(DashboardBody) as { widgets?: unknown[] };
                expect(widgets.length > 0, `${DashboardName} has no widgets`);
              }));
              return dashboards.join(', ');
            },
          },
        ],
      };
    },
  };
}

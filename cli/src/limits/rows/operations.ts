import { each, number, numberInAccount, rate, type Measure } from './row';
import { bytesOf } from './size';
import type { Resource } from '../../inventory';
import { isObject, listOf, objectOf, type Json, type JsonObject } from '../../template';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const BITS_PER_GBIT = 8;

/** Widgets of a dashboard, whose body is text, or text put together. */
function widgetsOf({ properties }: Resource): readonly JsonObject[] | undefined {
  const body = textOf(properties.DashboardBody);
  try {
    return listOf(objectOf(JSON.parse(body) as Json).widgets).map(objectOf);
  } catch {
    return undefined;
  }
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  const [separator, parts] = listOf(objectOf(value)['Fn::Join']);
  return listOf(parts).map((part) => typeof part === 'string' ? part : 'x').join(typeof separator === 'string' ? separator : '');
}

export const OPERATIONS: readonly Measure[] = [
  number('CloudWatch.alarms', 'AWS::CloudWatch::Alarm'),
  each('CloudWatch.dashboardWidgets', 'AWS::CloudWatch::Dashboard', (dashboard) => widgetsOf(dashboard)?.length),
  each('CloudWatch.dashboardMetrics', 'AWS::CloudWatch::Dashboard', (dashboard) => widgetsOf(dashboard)?.reduce((sum, widget) => sum + listOf(objectOf(widget.properties).metrics).length, 0)),
  each('CloudWatch.alarmMetrics', 'AWS::CloudWatch::Alarm', ({ properties }) => properties.Metrics === undefined ? undefined
    : listOf(properties.Metrics).filter((metric) => isObject(metric) && metric.MetricStat !== undefined).length),
  each('CloudWatch.compositeRuleCharacters', 'AWS::CloudWatch::CompositeAlarm', ({ properties }) => bytesOf(properties.AlarmRule)),
  rate('CloudWatch Logs.putRequests', 'AWS::Logs::LogGroup', (group, { load }) => load.perSecond(group, 'putRequests')),
  number('CloudWatch Logs.resourcePolicies', 'AWS::Logs::ResourcePolicy'),
  each('CloudWatch Logs.policyCharacters', 'AWS::Logs::ResourcePolicy', ({ properties }) => bytesOf(properties.PolicyDocument)),
  each('CloudWatch Logs.metricFilters', 'AWS::Logs::LogGroup', (group) => [...group.siblings.values()]
    .filter(({ type, properties }) => type === 'AWS::Logs::MetricFilter' && objectOf(properties.LogGroupName).Ref === group.logicalId).length),
  number('WAF.webAcls', 'AWS::WAFv2::WebACL'),
  each('CloudFront.requests', DISTRIBUTION, (distribution, { load }) => load.perSecond(distribution, 'requests'), { grows: true }),
  each('CloudFront.transfer', DISTRIBUTION, (distribution, { load }) => {
    const gb = load.perSecond(distribution, 'transferOutGb');
    return gb === undefined ? undefined : gb * BITS_PER_GBIT;
  }, { grows: true }),
  numberInAccount('CloudFront.distributions', DISTRIBUTION),
  numberInAccount('CloudFront.responseHeadersPolicies', 'AWS::CloudFront::ResponseHeadersPolicy'),
  numberInAccount('CloudFront.cachePolicies', 'AWS::CloudFront::CachePolicy'),
  numberInAccount('CloudFront.originAccessControls', 'AWS::CloudFront::OriginAccessControl'),
  { of: 'account', quota: 'Cost Explorer.serviceMonitors', types: ['AWS::CE::AnomalyMonitor'], used: ({ properties }) => properties.MonitorType === 'DIMENSIONAL' ? 1 : undefined },
];

import { isOn } from './kinds';
import { hasSymbol, isObject, listOf, objectOf, type Json } from '../../template';

/** An event that one entry of a bucket's notifications reports. */
interface Report {
  readonly kind: string;
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
}

const EVENT_BRIDGE = 'EventBridgeConfiguration';

/**
 * Returns an event that a bucket no longer reports, or `undefined`. Reads its own `NotificationConfiguration` and that of the CDK's handler.
 * Another function, queue or topic for the same events is no loss.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export function lostNotification(before: Json | undefined, after: Json | undefined): string | undefined {
  if (hasEventBridge(before) && !hasEventBridge(after)) return 'Amazon EventBridge';
  const reports = reportsIn(after);
  const lost = reportsIn(before).find((one) => !reports.some((other) => covers(other, one)));
  return lost && `${lost.event}${lost.prefix === '' ? '' : ` below ${lost.prefix}`}`;
}

function hasEventBridge(configuration: Json | undefined): boolean {
  const { [EVENT_BRIDGE]: bridge } = objectOf(configuration);
  return isObject(bridge) && (bridge.EventBridgeEnabled === undefined || isOn(bridge.EventBridgeEnabled));
}

function reportsIn(configuration: Json | undefined): readonly Report[] {
  return Object.entries(objectOf(configuration)).flatMap(([list, entries]) => listOf(entries).map(objectOf).flatMap((entry) => {
    const events = [...entry.Event === undefined ? [] : [entry.Event], ...listOf(entry.Events)];
    const key = objectOf(objectOf(entry.Filter).Key ?? objectOf(entry.Filter).S3Key);
    const rules = listOf(key.FilterRules ?? key.Rules).map(objectOf);
    const valueOf = (name: string): string => String((rules.find((rule) => String(rule.Name as string).toLowerCase() === name)?.Value ?? '') as string);
    const kind = list.replace(/(Function)?Configurations$/, '');
    return events.map((event) => ({ kind, event: String(event as string), prefix: valueOf('prefix'), suffix: valueOf('suffix') }));
  }));
}

/** Returns true if one report includes everything of another; an unknown value may be anything. */
function covers(outer: Report, inner: Report): boolean {
  if (hasSymbol([outer.event, outer.prefix, outer.suffix])) return JSON.stringify(outer) === JSON.stringify(inner);
  const isWhole = outer.event.endsWith('*') && inner.event.startsWith(outer.event.slice(0, -1));
  const isSame = outer.kind === inner.kind && (isWhole || outer.event === inner.event);
  return isSame && inner.prefix.startsWith(outer.prefix) && inner.suffix.endsWith(outer.suffix);
}

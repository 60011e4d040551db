import { MonitoredHandles } from './monitored-handles';
import { ListBackupMonitoringOptions } from './monitoring-options';
import { requireBudget } from './require-budget';
import { requireSubscribers } from './require-subscribers';
import { refuse } from '../stage/refuse';
import { requireAttribute, requireList } from '../stage/require';
import { requireBoundary } from '../stage/require-handles';

/** What each handle has, by which it is known, and where a caller finds it. */
const HANDLES: Readonly<Record<keyof MonitoredHandles, readonly [member: string, kind: string, works: string]>> = {
  dataLayer: ['tables', 'a data layer', 'new ListBackupDataLayer(…)'],
  messaging: ['queues', 'queues and event bus', 'new ListBackupMessaging(…)'],
  auth: ['userPoolClient', 'the authentication', 'new ListBackupAuth(…)'],
  api: ['httpApi', 'the API', 'new ListBackupApi(…)'],
  email: ['emailConfigurationSetName', 'the e-mail', 'new ListBackupEmail(…)'],
};

/** Refuses options and handles that could not work. */
export function requireMonitoring(props: ListBackupMonitoringOptions & MonitoredHandles): void {
  for (const name of Object.keys(HANDLES) as (keyof MonitoredHandles)[]) {
    const [member, kind, works] = HANDLES[name];
    requireAttribute(name, props[name], member, kind, works);
  }
  requireSubscribers('critical', props.critical);
  requireSubscribers('warning', props.warning);
  requireBudget(props.budget);
  requireMetrics(props.applicationMetrics);
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireAttribute('encryptionKey', props.encryptionKey, 'keyArn', 'a KMS key', 'new ListBackupKey(…)');
}

function requireMetrics(metrics: readonly string[] | undefined): void {
  const works = '["JobsFinished"]';
  requireList('applicationMetrics', metrics, works);
  const wrong = metrics?.find((metric, at) => typeof metric !== 'string' || !/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(metric) || metrics.indexOf(metric) !== at);
  if (wrong !== undefined) refuse('applicationMetrics', wrong, 'A metric\'s name has 1 to 255 characters, and stands once.', works);
}

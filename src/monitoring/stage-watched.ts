import { MonitoredHandles } from './monitored-handles';
import { TableOperations } from './table-operations';
import { deadLetterQueueOf, Found, queuesOf, tableOf } from './watched-resource';
import { HEALTH_TIMEOUT_SECONDS } from '../api/health-timeout';
import { TABLE_KEYS, TABLES } from '../data-layer/table-catalogue';
import { ListBackupStage } from '../stage';
import { healthFunctionName } from '../stage/naming';

/** What the alarms of the stage's own resources are on: all that the handles lead to. */
export function stageWatched(stage: ListBackupStage, handles: MonitoredHandles, tableOperations: TableOperations): Found[] {
  const { dataLayer, messaging, auth, api, email } = handles;
  const asked = (name?: string) => ({ stage, tableOperations, options: { name } });
  const found: Found[] = [];

  if (dataLayer) found.push(...TABLE_KEYS.map((key) => tableOf(dataLayer.tables.byName(key), asked(TABLES[key].name))));
  if (messaging) {
    const { queues, eventBus, rules } = messaging;
    found.push(...queues.all.flatMap((queue) => queuesOf(queue, asked())), deadLetterQueueOf(eventBus.deadLetterQueue, asked('events')), {
      resource: eventBus,
      watched: {
        kind: 'eventBus',
        resource: 'event-bus',
        dimensions: { EventBusName: eventBus.eventBusName },
        parts: rules.all.map(({ ruleName }) => ({ RuleName: ruleName })),
      },
    });
  }
  if (auth) {
    const dimensions = { UserPool: auth.userPool.userPoolId, UserPoolClient: auth.userPoolClient.userPoolClientId };
    found.push({ resource: auth.userPool, watched: { kind: 'userPool', resource: 'user-pool', dimensions } });
  }
  if (api) {
    found.push(
      { resource: api, watched: { kind: 'api', resource: 'api', dimensions: { ApiId: api.httpApi.apiId } } },
      // The API's handle does not lead to the function; its name follows from the stage.
      {
        resource: api,
        watched: {
          kind: 'function',
          resource: 'health-function',
          dimensions: { FunctionName: healthFunctionName(stage) },
          timeoutMillis: () => HEALTH_TIMEOUT_SECONDS * 1000,
        },
      },
    );
  }
  if (email) {
    found.push(
      { resource: email, watched: { kind: 'email', resource: 'email', dimensions: { 'ses:configuration-set': email.emailConfigurationSetName } } },
      // SES judges the account, by all that it sends, also without the configuration set.
      { resource: email, watched: { kind: 'email', resource: 'account-email', dimensions: {} } },
    );
  }
  return found;
}

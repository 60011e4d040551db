import { DetailTypeKey, EVENTS, sourcesOf } from './event-catalogue';

const TEXT = { type: 'string' };

/** The event as EventBridge delivers it. Draft 4, which the registry takes, has no `const`. */
export function schemaOf(detailType: DetailTypeKey): object {
  const { purpose, identifiers } = EVENTS[detailType];
  const envelope = {
    'version': TEXT,
    'id': TEXT,
    'detail-type': { type: 'string', enum: [detailType] },
    'source': { type: 'string', enum: sourcesOf(detailType) },
    'account': TEXT,
    'time': { type: 'string', format: 'date-time' },
    'region': TEXT,
    'resources': { type: 'array', items: TEXT },
    // Open: who publishes decides what else stands in it.
    'detail': { type: 'object', properties: Object.fromEntries(identifiers.map((name) => [name, TEXT])) },
  };
  return {
    $schema: 'http://json-schema.org/draft-04/schema#',
    title: detailType,
    description: purpose,
    type: 'object',
    required: Object.keys(envelope),
    properties: envelope,
  };
}

/** `Job Completed` → `JobCompleted`, as EventBridge names schemas. */
export function schemaKey(detailType: DetailTypeKey): string {
  return detailType.replace(/ /g, '');
}

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnArchive, IEventBus } from 'aws-cdk-lib/aws-events';
import { CfnDiscoverer, CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DETAIL_TYPES, DetailTypeKey, EVENTS, sourcesOf } from '../catalogue/events';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { eventArchiveName, eventBusName, eventSchemaName, schemaRegistryName } from '../stage/naming';
import { requireDuration } from '../validation/values';

const TEXT = { type: 'string' };

/** The event as EventBridge delivers it. Draft 4, which the registry takes, has no `const`. */
function schemaOf(detailType: DetailTypeKey): object {
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
function schemaKey(detailType: DetailTypeKey): string {
  return detailType.replace(/ /g, '');
}

/** The registry of the catalogue's own schemas, and one schema for each detail type. */
export function createSchemas(scope: Construct, stage: ListBackupStage): void {
  const tags = resourceTags(stage, SERVICES.eventbridge);
  const registry = claimLogicalId(new CfnRegistry(scope, 'SchemaRegistry', {
    registryName: schemaRegistryName(stage),
    description: `Schemas of ListBackup's events, stage ${stage.stageName}`,
    tags,
  }), 'SchemaRegistry');
  for (const detailType of DETAIL_TYPES) {
    const logicalId = `${schemaKey(detailType)}Schema`;
    claimLogicalId(new CfnSchema(scope, logicalId, {
      registryName: registry.attrRegistryName,
      schemaName: eventSchemaName(sourcesOf(detailType)[0], schemaKey(detailType)),
      description: EVENTS[detailType].purpose,
      type: 'JSONSchemaDraft4',
      content: JSON.stringify(schemaOf(detailType)),
      tags,
    }), logicalId);
  }
}

/** Infers schemas from what passes over the bus; they appear in AWS's registry `discovered-schemas`. */
export function discoverSchemas(scope: Construct, stage: ListBackupStage, bus: IEventBus): void {
  claimLogicalId(new CfnDiscoverer(scope, 'SchemaDiscoverer', {
    sourceArn: bus.eventBusArn,
    crossAccount: false,
    description: `Schemas seen on ${eventBusName(stage)}`,
    tags: resourceTags(stage, SERVICES.eventbridge),
  }), 'SchemaDiscoverer');
}

/** EventBridge counts an archive's days in 32 bits; 0 would mean for ever. */
const MAX_DAYS = 2_147_483_647;

/** Keeps every event of the bus for replay: without a pattern an archive takes all. */
export function archiveEvents(
  scope: Construct, stage: ListBackupStage, bus: IEventBus, retention: Duration, removalPolicy: RemovalPolicy, encryptionKey?: IKey,
): void {
  claimLogicalId(new CfnArchive(scope, 'Archive', {
    archiveName: eventArchiveName(stage),
    sourceArn: bus.eventBusArn,
    retentionDays: requireArchiveDays(retention),
    kmsKeyIdentifier: encryptionKey?.keyArn,
  }), 'EventArchive').applyRemovalPolicy(removalPolicy);
}

function requireArchiveDays(retention: Duration): number {
  return requireDuration('archiveRetention', retention, 'days', 1, MAX_DAYS, 30);
}

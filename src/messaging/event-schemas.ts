import { IEventBus } from 'aws-cdk-lib/aws-events';
import { CfnDiscoverer, CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { Construct } from 'constructs';
import { DETAIL_TYPES, EVENTS, sourcesOf } from './event-catalogue';
import { schemaKey, schemaOf } from './event-schema';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { eventBusName, eventSchemaName, schemaRegistryName, SERVICES } from '../stage/naming';

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

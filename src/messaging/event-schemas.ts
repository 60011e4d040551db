import { IEventBus } from 'aws-cdk-lib/aws-events';
import { CfnDiscoverer, CfnRegistry } from 'aws-cdk-lib/aws-eventschemas';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { eventBusName, schemaRegistryName, SERVICES } from '../stage/naming';

/** The registry of the catalogue's own schemas. */
export function createSchemaRegistry(scope: Construct, stage: ListBackupStage): void {
  claimLogicalId(new CfnRegistry(scope, 'SchemaRegistry', {
    registryName: schemaRegistryName(stage),
    description: `Schemas of ListBackup's events, stage ${stage.stageName}`,
    tags: resourceTags(stage, SERVICES.eventbridge),
  }), 'SchemaRegistry');
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

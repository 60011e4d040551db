import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { ListBackupTableCapacity } from './table-capacity';
import { ListBackupTableIndex } from './table-index';
import { ListBackupTableOptions } from './table-options';
import { requireVariable } from '../conventions';
import { requireAttribute, requireBoolean, requireList, requireOneOf, requireText } from '../stage/require';
import { requireKey, requireTexts } from '../stage/require-handles';

/** What a caller may say of a table beside its keys. */
export interface TableWishes extends ListBackupTableOptions {
  readonly capacity?: ListBackupTableCapacity;
  readonly environmentVariable?: string;
  readonly indexes?: ListBackupTableIndex[];
  readonly resourcePolicy?: PolicyDocument;
  readonly stream?: StreamViewType;
  readonly timeToLiveAttribute?: string;
}

/** Refuses what DynamoDB would refuse at deployment, or CDK with a message about its own insides. */
export function requireTable(table: string, wishes: TableWishes): void {
  const what = `table ${table}`;
  for (const name of ['contributorInsights', 'deletionProtection', 'pointInTimeRecovery'] as const) requireBoolean(`${what}, ${name}`, wishes[name]);
  requireKey(`${what}, encryptionKey`, wishes.encryptionKey);
  requireVariable(what, wishes.environmentVariable, 'HOOKS_TABLE');
  requireTimeToLive(what, wishes.timeToLiveAttribute);
  requireOneOf(`${what}, stream`, wishes.stream, Object.values(StreamViewType));
  requireAttribute(`${what}, capacity`, wishes.capacity, '_provisioned', 'a ListBackupTableCapacity', 'ListBackupTableCapacity.onDemand()');
  requireAttribute(`${what}, resourcePolicy`, wishes.resourcePolicy, 'addStatements', 'a policy document', 'new iam.PolicyDocument(…)');
  requireList(`${what}, indexes`, wishes.indexes, '[{ indexName: "ByUrl", partitionKey: { name: "url", type: AttributeType.STRING } }]');
  for (const index of wishes.indexes ?? []) requireTexts(`${what}, indexes, nonKeyAttributes`, index?.nonKeyAttributes, '["at"]');
}

/** Refuses what is no name of an attribute. Accepts `undefined`. */
export function requireTimeToLive(what: string, attribute: string | undefined): void {
  requireText(`${what}, timeToLiveAttribute`, attribute, /^[^]{1,255}$/, 'The name of an attribute has 1 to 255 characters.', '"expiresAt"');
}

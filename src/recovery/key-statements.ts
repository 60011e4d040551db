import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** What AWS Backup needs of a key that it encrypts a vault's recovery points with: the grants that it gives itself. */
const VAULT_ACTIONS = ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'];
const ONLY_FOR_AWS = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };

/** The use of a vault's key, whose ARN is known. */
export function useVaultKey(key: IKey): PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'UseVaultKey', actions: VAULT_ACTIONS, resources: [key.keyArn] }),
    new PolicyStatement({ sid: 'GrantVaultKey', actions: ['kms:CreateGrant'], resources: [key.keyArn], conditions: ONLY_FOR_AWS }),
  ];
}

/** The use of a vault's key in another region, of which only the alias is known. KMS takes no alias as a resource. */
export function useVaultKeyByAlias(stack: Stack, region: string, alias: string): PolicyStatement[] {
  const resources = [stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: '*' })];
  const ofAlias = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } };
  return [
    new PolicyStatement({ sid: 'UseCopyVaultKey', actions: VAULT_ACTIONS, resources, conditions: ofAlias }),
    new PolicyStatement({ sid: 'GrantCopyVaultKey', actions: ['kms:CreateGrant'], resources, conditions: { ...ofAlias, ...ONLY_FOR_AWS } }),
  ];
}

/**
 * The use of the keys that restored tables are encrypted with. They are made after this role, by the standby, so that only their aliases
 * are known.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function encryptTablesByAlias(stack: Stack, aliases: readonly string[]): PolicyStatement[] {
  const resources = [stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' })];
  const ofAlias = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [...aliases] } };
  return [
    new PolicyStatement({
      sid: 'UseTableKey',
      actions: ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'].map((action) => `kms:${action}`),
      resources,
      conditions: { ...ofAlias, StringEquals: { 'kms:ViaService': `dynamodb.${stack.region}.amazonaws.com` } },
    }),
    new PolicyStatement({ sid: 'GrantTableKey', actions: ['kms:CreateGrant'], resources, conditions: { ...ofAlias, ...ONLY_FOR_AWS } }),
  ];
}

/** The use of the keys that what is backed up is encrypted with, through its own service. */
export function useResourceKeys(sid: string, service: string, keys: readonly IKey[]): PolicyStatement[] {
  if (keys.length === 0) return [];
  return [new PolicyStatement({
    sid,
    actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [...new Set(keys.map(({ keyArn }) => keyArn))],
    conditions: { StringLike: { 'kms:ViaService': `${service}.*.amazonaws.com` } },
  })];
}

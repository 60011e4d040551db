import { Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/**
 * Narrows a grant on a key to what Secrets Manager does for the grantee. Not by CDK's `ViaServicePrincipal`: its statement stands in
 * the key's policy and names the grantee, which another stack may deploy after the key.
 */
export function onlyThroughSecretsManager(scope: IConstruct, grant: Grant): Grant {
  for (const statement of [...grant.principalStatements, ...grant.resourceStatements]) {
    statement.addCondition('StringEquals', { 'kms:ViaService': `secretsmanager.${Stack.of(scope).region}.amazonaws.com` });
  }
  return grant;
}

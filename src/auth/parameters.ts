import { CfnDynamicReference, CfnDynamicReferenceService, Stack } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { publishedReference } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { authParameterName } from '../stage/naming';

/** Cognito makes up its IDs: outside the resource's own stack they are known only from what is published under that key. */
export function published(scope: Construct, stage: ListBackupStage, key: string, inside: string): string {
  return publishedReference(Stack.of(scope), stage, SERVICES.cognito, key, inside);
}

/** Returns the issuer of a user pool's tokens. Its host is the same in every partition, as in Cognito's tokens. */
export function issuerOf(region: string, userPoolId: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}

/** Returns the URL of the public keys that verify an issuer's tokens. */
export function jwksUriOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}

/** Parameters by logical ID: where services read a value at run time that they cannot import. */
const PARAMETERS = {
  UserPoolIdParameter: 'user-pool-id',
  UserPoolArnParameter: 'user-pool-arn',
  UserPoolClientIdParameter: 'user-pool-client-id',
};

export type ParameterKey = keyof typeof PARAMETERS;

/** A parameter's value, which CloudFormation reads when it deploys the reader. */
export function parameterValue(stage: ListBackupStage, key: ParameterKey): string {
  return new CfnDynamicReference(CfnDynamicReferenceService.SSM, authParameterName(stage, PARAMETERS[key])).toString();
}

export function createParameters(scope: Construct, stage: ListBackupStage, values: Readonly<Record<ParameterKey, string>>): void {
  for (const [logicalId, name] of Object.entries(PARAMETERS)) {
    claimLogicalId(new CfnParameter(scope, logicalId, {
      name: authParameterName(stage, name),
      type: 'String',
      value: values[logicalId as ParameterKey],
      tags: tagMap(resourceTags(stage, SERVICES.cognito)),
    }), logicalId);
  }
}

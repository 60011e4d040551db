import { CfnDynamicReference, CfnDynamicReferenceService } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { authParameterName, SERVICES } from '../stage/naming';

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

import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { claimLogicalId, NODE_RUNTIME, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** A function that belongs to the API itself. */
export interface ApiFunctionProps {
  readonly stage: ListBackupStage;
  readonly description: string;
  readonly code: CfnFunction.CodeProperty;
  readonly roleArn: string;
  readonly logGroup: CfnLogGroup;
  readonly memorySize: number;
  readonly timeoutSeconds: number;

  /** Without a name CloudFormation gives it one. */
  readonly functionName?: string;
  readonly environment?: { [name: string]: string };
  readonly kmsKeyArn?: string;
}

/** A small Node.js function on arm64, with JSON logs. */
export function createApiFunction(scope: Construct, logicalId: string, props: ApiFunctionProps): CfnFunction {
  return claimLogicalId(new CfnFunction(scope, logicalId, {
    functionName: props.functionName,
    description: props.description,
    runtime: NODE_RUNTIME.name,
    architectures: ['arm64'],
    handler: 'index.handler',
    code: props.code,
    role: props.roleArn,
    memorySize: props.memorySize,
    timeout: props.timeoutSeconds,
    environment: props.environment && { variables: props.environment },
    kmsKeyArn: props.kmsKeyArn,
    loggingConfig: { logFormat: 'JSON', logGroup: props.logGroup.ref },
    tags: resourceTags(props.stage, SERVICES.apiGateway),
  }), logicalId);
}

import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnIntegration, IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnFunction, CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { normalizeName } from './route-key';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, NODE_RUNTIME, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { refuse } from '../validation/invalid';

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

/** For how long API Gateway waits for a function, at the most. */
const TIMEOUT_MS = 30_000;

interface Standing {
  readonly handler: IFunction;
  readonly integrationId: string;
}

const INTEGRATIONS = new WeakMap<IConstruct, Map<string, Standing>>();

/** The integration of a function in its stack, made with its permission when the first route leads to it. */
export function integrationOf(scope: Construct, httpApi: IHttpApi, given: IFunction, asked: string | undefined): string {
  const handler = entryPointOf(given);
  const name = asked ?? normalizeName(functionOf(handler).node.id);
  const standing = INTEGRATIONS.get(scope) ?? new Map<string, Standing>();
  INTEGRATIONS.set(scope, standing);
  const held = standing.get(name);
  if (held && held.handler !== handler) {
    refuse('integrationName', name, `Its logical ID HttpApiIntegration${name} is that of ${held.handler.node.path}; this one is for ${handler.node.path}.`,
      `integrationName: "${normalizeName(handler.node.path)}"`);
  }
  const { integrationId } = held ?? { integrationId: createIntegration(scope, name, httpApi.apiId, handler.functionArn) };
  standing.set(name, { handler, integrationId });
  return integrationId;
}

/** Integration and permission of a function. */
export function createIntegration(scope: Construct, name: string, apiId: string, functionArn: string): string {
  const integration = claimLogicalId(new CfnIntegration(scope, `HttpApiIntegration${name}`, {
    apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: functionArn,
    payloadFormatVersion: '2.0',
    timeoutInMillis: TIMEOUT_MS,
  }), `HttpApiIntegration${name}`);
  claimLogicalId(new CfnPermission(scope, `${name}LambdaPermissionHttpApi`, {
    action: 'lambda:InvokeFunction',
    functionName: functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: executeApiArn(scope, apiId, '*'),
  }), `${name}LambdaPermissionHttpApi`);
  return integration.ref;
}

/** What API Gateway calls functions as: this API and no other. */
export function executeApiArn(scope: Construct, apiId: string, rest: string): string {
  return Stack.of(scope).formatArn({ service: 'execute-api', resource: apiId, resourceName: rest, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}

/** A function of the conventions says what should be called: its provisioned copies stand behind an alias. */
function entryPointOf(handler: IFunction): IFunction {
  return 'entryPoint' in handler ? (handler as IFunction & { readonly entryPoint: IFunction }).entryPoint : handler;
}

/** The function behind an alias or a version, which are mostly called alike. */
function functionOf(handler: IFunction): IConstruct {
  return 'lambda' in handler ? (handler as IFunction & { readonly lambda: IFunction }).lambda : handler;
}

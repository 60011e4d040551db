import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnIntegration, IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnFunction, CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { normalizeName } from './route-key';
import { ListBackupPayloadFormat } from '../catalogue/payload-format';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, NODE_RUNTIME, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { invalid, show } from '../validation/invalid';

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

/** Maximum time for which API Gateway waits for a function. */
const TIMEOUT_MS = 30_000;

/** A function that routes lead to: its name in logical IDs, and its integration of each payload format. */
interface Integrated {
  readonly handler: IFunction;
  readonly integrationIds: Map<ListBackupPayloadFormat, string>;
}

const INTEGRATED = new WeakMap<IConstruct, Map<string, Integrated>>();

/** Integration options of a route. */
export interface IntegrationOptions {
  readonly integrationName?: string;
  readonly payloadFormat?: ListBackupPayloadFormat;
}

/** The integration of a function in its stack, created with its permission when the first route leads to it. */
export function integrationOf(scope: Construct, httpApi: IHttpApi, given: IFunction, options: IntegrationOptions): string {
  const handler = entryPointOf(given);
  const name = options.integrationName ?? normalizeName(functionOf(handler).node.id);
  const format = options.payloadFormat ?? ListBackupPayloadFormat.V2;
  const known = INTEGRATED.get(scope) ?? new Map<string, Integrated>();
  INTEGRATED.set(scope, known);
  const held = known.get(name);
  if (held && held.handler !== handler) {
    invalid('integrationName', name, `can't be ${show(name)} for ${handler.node.path}: the logical ID HttpApiIntegration${name} belongs to ${held.handler.node.path}`, `For example: integrationName: "${normalizeName(handler.node.path)}".`);
  }
  const integrated = held ?? { handler, integrationIds: new Map<ListBackupPayloadFormat, string>() };
  known.set(name, integrated);
  const integrationId = integrated.integrationIds.get(format) ?? (integrated.integrationIds.size === 0
    ? createIntegration(scope, name, httpApi.apiId, handler.functionArn, format)
    : createFurtherIntegration(scope, name, httpApi.apiId, handler.functionArn, format));
  integrated.integrationIds.set(format, integrationId);
  return integrationId;
}

/** Integration and permission of a function. */
export function createIntegration(scope: Construct, name: string, apiId: string, functionArn: string, format: ListBackupPayloadFormat): string {
  const integrationId = integrate(scope, `HttpApiIntegration${name}`, apiId, functionArn, format);
  claimLogicalId(new CfnPermission(scope, `${name}LambdaPermissionHttpApi`, {
    action: 'lambda:InvokeFunction',
    functionName: functionArn,
    principal: 'apigateway.amazonaws.com',
    sourceArn: executeApiArn(scope, apiId, '*'),
  }), `${name}LambdaPermissionHttpApi`);
  return integrationId;
}

/** The integration of a function that has one of the other format, and so has its permission. */
function createFurtherIntegration(scope: Construct, name: string, apiId: string, functionArn: string, format: ListBackupPayloadFormat): string {
  return integrate(scope, `HttpApiIntegration${name}V${format.charAt(0)}`, apiId, functionArn, format);
}

function integrate(scope: Construct, logicalId: string, apiId: string, functionArn: string, format: ListBackupPayloadFormat): string {
  return claimLogicalId(new CfnIntegration(scope, logicalId, {
    apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: functionArn,
    payloadFormatVersion: format,
    timeoutInMillis: TIMEOUT_MS,
  }), logicalId).ref;
}

/** Returns the ARN of this API's calls, for permissions that allow only this API to call a function. */
export function executeApiArn(scope: Construct, apiId: string, rest: string): string {
  return Stack.of(scope).formatArn({ service: 'execute-api', resource: apiId, resourceName: rest, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}

/** Returns the function to invoke. For a function of this library, that is its entry point: provisioned instances serve an alias. */
function entryPointOf(handler: IFunction): IFunction {
  return 'entryPoint' in handler ? (handler as IFunction & { readonly entryPoint: IFunction }).entryPoint : handler;
}

/** The function behind an alias or a version, which are mostly called alike. */
function functionOf(handler: IFunction): IConstruct {
  return 'lambda' in handler ? (handler as IFunction & { readonly lambda: IFunction }).lambda : handler;
}

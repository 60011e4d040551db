import { createHash } from 'crypto';
import { ArnFormat, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnPolicy, CfnRole, IManagedPolicy, IRole, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias, CfnAlias, CfnFunction, CfnFunctionProps, CfnVersion, Code, IFunction, IVersion, Runtime, Version } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, IDependable } from 'constructs';
import { FunctionEnvironment } from './function-environment';
import { FunctionIds } from './function-ids';
import { FunctionNetwork } from './function-network';
import { ListBackupFunctionProps } from './function-options';
import { FunctionSettings, FunctionTimeout } from './function-settings';
import { ServiceRole } from './service-role';
import { BuiltCode } from '../code/built-code';
import { requireHandler } from '../code/bundle-content';
import { claimLogicalId, logRetentionFor, resourceTags, retentionInDays, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { functionLogGroupName } from '../stage/naming';
import { invalid } from '../validation/invalid';

/** Values that decide names and tags of a function's resources. */
export interface FunctionConventions {
  readonly stage: ListBackupStage;
  readonly service: string;
  /** The end of the function's name. */
  readonly name: string;
  readonly physicalName: string;
  readonly ids: FunctionIds;
  readonly fromServerless: boolean;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** The code as the template has it; refuses code that Lambda couldn't run. */
function codeOf(scope: Construct, code: Code, runtime: Runtime, handler: string): CfnFunction.CodeProperty {
  const what = 'code';
  if (code instanceof BuiltCode) code.handler = handler;
  else requireHandler(what, code, runtime, handler);
  const { inlineCode, s3Location, image, sourceKMSKeyArn } = code.bind(scope);
  if (image) invalid('code', 'an image', 'must be a ZIP file or a folder', 'For example: lambda.Code.fromAsset("dist/get-users").');
  if (inlineCode && !runtime.supportsInlineCode) {
    invalid(what, 'inline code', `must be a ZIP file or a folder: Lambda takes no inline code for ${runtime.name}`, 'For example: lambda.Code.fromAsset("dist/get-users").');
  }
  return {
    zipFile: inlineCode,
    s3Bucket: s3Location?.bucketName,
    s3Key: s3Location?.objectKey,
    s3ObjectVersion: s3Location?.objectVersion,
    sourceKmsKeyArn: sourceKMSKeyArn,
  };
}

/** A role, and what the function must wait for so that the role has its rights. */
export interface FunctionRole {
  readonly role: IRole;
  readonly dependable: IDependable;
}

/** Lets the function write its own logs and traces, and nothing else: AWS's managed policy covers every log group. */
function grantLogsAndTraces(role: IRole, logGroup: CfnLogGroup): void {
  // A service's role has the log groups of all its functions.
  if (!(role instanceof ServiceRole)) {
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }));
  }
  // Traces are no resource: X-Ray knows no ARN that would narrow this.
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }));
}

/** The role that the caller gave, or one of the function's own. */
export function roleFor(scope: Construct, conventions: FunctionConventions, logGroup: CfnLogGroup, given: IRole | undefined): FunctionRole {
  const own = given ?? createRole(scope, conventions);
  grantLogsAndTraces(own, logGroup);
  if (given !== undefined) return { role: given, dependable: given };
  const policy = own.node.findChild('DefaultPolicy') as Policy;
  claimLogicalId(policy.node.defaultChild as CfnPolicy, conventions.ids.rolePolicy);
  return { role: own, dependable: policy };
}

function createRole(scope: Construct, { ids, service, permissionsBoundary }: FunctionConventions): Role {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    // Where none is given, not even as `undefined`: an app's property injector may have one for every role.
    ...(permissionsBoundary && { permissionsBoundary }),
  });
  const cfnRole = claimLogicalId(role.node.defaultChild as CfnRole, ids.role);
  roleTags(service).forEach(({ key, value }) => cfnRole.tags.setTag(key, value));
  return role;
}

/** Options of a function's log group. */
export interface FunctionLogGroupOptions {
  readonly removalPolicy: RemovalPolicy;
  readonly logRetention?: RetentionDays;
  readonly encryptionKey?: IKey;
}

/** Without a group of its own Lambda would make one that keeps everything for ever. */
export function createLogGroup(
  scope: Construct, { stage, service, physicalName, ids }: FunctionConventions, { encryptionKey, ...options }: FunctionLogGroupOptions,
): CfnLogGroup {
  const logGroup = claimLogicalId(new CfnLogGroup(scope, 'LogGroup', {
    logGroupName: functionLogGroupName(physicalName),
    retentionInDays: retentionInDays(logRetentionFor(stage, options.logRetention)),
    kmsKeyId: encryptionKey?.keyArn,
    tags: resourceTags(stage, service),
  }), ids.logGroup);
  logGroup.applyRemovalPolicy(options.removalPolicy);
  return logGroup;
}

/**
 * Lets CloudWatch Logs use a key for the log group. A key that belongs to another app has to allow it itself.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitLogs(scope: Construct, key: IKey, logGroupName: string): void {
  const stack = Stack.of(scope);
  const arn = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  key.addToResourcePolicy(new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    // In a key's own policy the key can only be called `*`.
    resources: ['*'],
    conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn } },
  }));
}

/** Parts of which the function's resource is created. */
export interface FunctionParts extends FunctionConventions {
  readonly props: ListBackupFunctionProps;
  readonly settings: FunctionSettings;
  readonly role: FunctionRole;
  readonly logGroup: CfnLogGroup;
  readonly timeout: FunctionTimeout;
  readonly environment: FunctionEnvironment;
  readonly network?: FunctionNetwork;
}

/** The resource, and those of its properties that a version keeps. */
export interface FunctionResource {
  readonly resource: CfnFunction;
  readonly versioned: CfnFunctionProps;
}

/** L1: `Function` (L2) lets feature flags and property injectors of the app decide, and gives its role AWS's managed policy. */
export function createResource(scope: Construct, parts: FunctionParts): FunctionResource {
  const { stage, service, physicalName, ids, props, settings, role, logGroup, timeout, environment } = parts;
  const { lambdaRuntime } = props.runtime;
  const versioned: CfnFunctionProps = {
    functionName: physicalName,
    description: props.description,
    runtime: lambdaRuntime.name,
    handler: settings.handler,
    code: codeOf(scope, props.code, lambdaRuntime, settings.handler),
    architectures: [settings.architecture.name],
    memorySize: settings.memorySize,
    timeout: Lazy.number({ produce: () => timeout.seconds }),
    role: role.role.roleArn,
    environment: { variables: Lazy.any({ produce: () => environment.variables() }) },
    kmsKeyArn: props.encryptionKey?.keyArn,
    loggingConfig: { logFormat: 'JSON', logGroup: logGroup.ref },
    tracingConfig: { mode: 'Active' },
    layers: props.layers?.map((layer) => layer.layerVersionArn),
    ephemeralStorage: props.ephemeralStorageSize === undefined ? undefined : { size: props.ephemeralStorageSize },
    vpcConfig: parts.network && {
      subnetIds: parts.network.subnetIds,
      securityGroupIds: parts.network.securityGroups.map(({ securityGroupId }) => securityGroupId),
    },
  };
  const resource = claimLogicalId(new CfnFunction(scope, 'Resource', {
    ...versioned,
    reservedConcurrentExecutions: props.reservedConcurrency,
    tags: resourceTags(stage, service),
  }), ids.resource);
  // The role alone is there before its rights, and Lambda tries these when it is to read a queue.
  resource.node.addDependency(role.dependable);
  props.code.bindToResource(resource);
  return { resource, versioned };
}

/**
 * Publishes a version whenever a property changes: Lambda keeps a version as it is, and makes another only of what differs.
 *
 * @param properties what the template says of the function, save for what is no part of a version
 */
export function publishVersion(
  fn: IFunction, ids: FunctionIds, properties: CfnFunctionProps, removalPolicy: RemovalPolicy,
): IVersion {
  const version = new CfnVersion(fn, 'Version', { functionName: fn.functionName });
  const digest = (): string => createHash('sha256').update(JSON.stringify(fn.stack.resolve(properties))).digest('hex').slice(0, 32);
  // A version cannot be updated: another logical ID makes another one. It must not follow the tree, as the same code is not published twice.
  version.overrideLogicalId(Lazy.string({ produce: () => ids.version(digest()) }));
  version.applyRemovalPolicy(removalPolicy);
  return Version.fromVersionAttributes(fn, 'PublishedVersion', { lambda: fn, version: version.attrVersion });
}

/** An alias of the version with copies that are always ready, where any are asked for. */
export function provision(fn: IFunction, ids: FunctionIds, version: IVersion, copies: number | undefined): Alias | undefined {
  if (copies === undefined) return undefined;
  const alias = new Alias(fn, 'Alias', { aliasName: ids.aliasName, version, provisionedConcurrentExecutions: copies });
  claimLogicalId(alias.node.defaultChild as CfnAlias, ids.alias);
  return alias;
}

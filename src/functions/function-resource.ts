import { createHash } from 'crypto';
import { ArnFormat, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnPolicy, CfnRole, IManagedPolicy, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias, CfnAlias, CfnFunction, CfnFunctionProps, CfnVersion, Code, IFunction, IVersion, Runtime, Version } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FunctionEnvironment } from './function-environment';
import { ListBackupFunctionProps } from './function-options';
import { FunctionSettings, FunctionTimeout } from './function-settings';
import { claimLogicalId, logRetentionFor, resourceTags, retentionInDays, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { functionLogGroupName, functionName } from '../stage/naming';
import { refuse } from '../validation/invalid';

/** What the parts of a function are named and tagged by. */
export interface FunctionConventions {
  readonly stage: ListBackupStage;
  readonly service: string;
  /** The end of the function's name. */
  readonly name: string;
  /** The function's logical ID, with which those of its parts begin. */
  readonly logicalId: string;
}

/** The code as the template says it. The library builds nothing: what is built comes from a folder, a file or a bucket. */
function codeOf(scope: Construct, code: Code, runtime: Runtime): CfnFunction.CodeProperty {
  const { inlineCode, s3Location, image, sourceKMSKeyArn } = code.bind(scope);
  const what = `function ${scope.node.id}, code`;
  if (image) refuse(what, 'an image', 'The conventions know functions of a ZIP file or a folder.', 'lambda.Code.fromAsset("dist/get-users")');
  if (inlineCode && !runtime.supportsInlineCode) {
    refuse(what, 'inline code', `Lambda takes no code in the template for ${runtime.name}.`, 'lambda.Code.fromAsset("dist/get-users")');
  }
  return {
    zipFile: inlineCode,
    s3Bucket: s3Location?.bucketName,
    s3Key: s3Location?.objectKey,
    s3ObjectVersion: s3Location?.objectVersion,
    sourceKmsKeyArn: sourceKMSKeyArn,
  };
}

/** The role, and the policy that holds what it is granted. */
export interface FunctionRole {
  readonly role: Role;
  readonly policy: Policy;
}

/**
 * A role of the function's own, which may write its own logs and traces and nothing else: AWS's managed policy admits every log group.
 */
export function createRole(
  scope: Construct, { logicalId, service }: FunctionConventions, logGroup: CfnLogGroup, permissionsBoundary: IManagedPolicy | undefined,
): FunctionRole {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    // Where none is given, not even as `undefined`: an app's property injector may have one for every role.
    ...(permissionsBoundary && { permissionsBoundary }),
  });
  const cfnRole = claimLogicalId(role.node.defaultChild as CfnRole, `${logicalId}Role`);
  roleTags(service).forEach(({ key, value }) => cfnRole.tags.setTag(key, value));

  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }));
  // Traces are no resource: X-Ray knows no ARN that would narrow this.
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }));
  const policy = role.node.findChild('DefaultPolicy') as Policy;
  claimLogicalId(policy.node.defaultChild as CfnPolicy, `${logicalId}RolePolicy`);
  return { role, policy };
}

/** What can be chosen for a function's log group. */
export interface FunctionLogGroupOptions {
  readonly removalPolicy: RemovalPolicy;
  readonly logRetention?: RetentionDays;
  readonly encryptionKey?: IKey;
}

/** Without a group of its own Lambda would make one that keeps everything for ever. */
export function createLogGroup(
  scope: Construct, { stage, service, name, logicalId }: FunctionConventions, { encryptionKey, ...options }: FunctionLogGroupOptions,
): CfnLogGroup {
  const logGroupName = functionLogGroupName(stage, name);
  const logGroup = claimLogicalId(new CfnLogGroup(scope, 'LogGroup', {
    logGroupName,
    retentionInDays: retentionInDays(logRetentionFor(stage, options.logRetention)),
    kmsKeyId: encryptionKey?.keyArn,
    tags: resourceTags(stage, service),
  }), `${logicalId}LogGroup`);
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

/** What the resource is put together from. */
export interface FunctionParts extends FunctionConventions {
  readonly props: ListBackupFunctionProps;
  readonly settings: FunctionSettings;
  readonly role: FunctionRole;
  readonly logGroup: CfnLogGroup;
  readonly timeout: FunctionTimeout;
  readonly environment: FunctionEnvironment;
}

/** The resource, and those of its properties that a version keeps. */
export interface FunctionResource {
  readonly resource: CfnFunction;
  readonly versioned: CfnFunctionProps;
}

/** L1: `Function` (L2) lets feature flags and property injectors of the app decide, and gives its role AWS's managed policy. */
export function createResource(scope: Construct, parts: FunctionParts): FunctionResource {
  const { stage, service, name, logicalId, props, settings, role, logGroup, timeout, environment } = parts;
  const { lambdaRuntime } = props.runtime;
  const versioned: CfnFunctionProps = {
    functionName: functionName(stage, name),
    description: props.description,
    runtime: lambdaRuntime.name,
    handler: settings.handler,
    code: codeOf(scope, props.code, lambdaRuntime),
    architectures: ['arm64'],
    memorySize: settings.memorySize,
    timeout: Lazy.number({ produce: () => timeout.seconds }),
    role: role.role.roleArn,
    environment: { variables: Lazy.any({ produce: () => environment.variables() }) },
    kmsKeyArn: props.encryptionKey?.keyArn,
    loggingConfig: { logFormat: 'JSON', logGroup: logGroup.ref },
    tracingConfig: { mode: 'Active' },
  };
  const resource = claimLogicalId(new CfnFunction(scope, 'Resource', {
    ...versioned,
    reservedConcurrentExecutions: props.reservedConcurrency,
    tags: resourceTags(stage, service),
  }), logicalId);
  // The role alone is there before what it may do, and Lambda tries that when it is to read a queue.
  resource.node.addDependency(role.policy);
  props.code.bindToResource(resource);
  return { resource, versioned };
}

/** The alias that provisioned copies stand behind. */
const ALIAS = 'live';

/**
 * Publishes a version whenever a property changes: Lambda keeps a version as it is, and makes another only of what differs.
 *
 * @param properties what the template says of the function, save for what is no part of a version
 */
export function publishVersion(
  fn: IFunction, logicalId: string, properties: CfnFunctionProps, removalPolicy: RemovalPolicy,
): IVersion {
  const version = new CfnVersion(fn, 'Version', { functionName: fn.functionName });
  const digest = (): string => createHash('sha256').update(JSON.stringify(fn.stack.resolve(properties))).digest('hex').slice(0, 32);
  // A version cannot be updated: another logical ID makes another one. It must not follow the tree, as the same code is not published twice.
  version.overrideLogicalId(Lazy.string({ produce: () => `${logicalId}Version${digest()}` }));
  version.applyRemovalPolicy(removalPolicy);
  return Version.fromVersionAttributes(fn, 'PublishedVersion', { lambda: fn, version: version.attrVersion });
}

/** An alias of the version with copies that are always ready, where any are asked for. */
export function provision(fn: IFunction, logicalId: string, version: IVersion, copies: number | undefined): Alias | undefined {
  if (copies === undefined) return undefined;
  const alias = new Alias(fn, 'Alias', { aliasName: ALIAS, version, provisionedConcurrentExecutions: copies });
  claimLogicalId(alias.node.defaultChild as CfnAlias, `${logicalId}Alias`);
  return alias;
}

import { Lazy } from 'aws-cdk-lib';
import { CfnFunction, CfnFunctionProps } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { codeOf } from './function-code';
import { FunctionConventions } from './function-conventions';
import { FunctionEnvironment } from './function-environment';
import { ListBackupFunctionProps } from './function-props';
import { FunctionRole } from './function-role';
import { FunctionSettings } from './function-settings';
import { FunctionTimeout } from './function-timeout';
import { claimLogicalId, resourceTags } from '../conventions';
import { functionName } from '../stage/naming';

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

import { Annotations, ArnFormat, Duration, Stack, Token } from 'aws-cdk-lib';
import { Architecture, ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { requireNetwork } from './function-network';
import { ListBackupFunctionProps } from './function-options';
import { SERVICES } from '../catalogue/services';
import { requireResourceId } from '../conventions';
import { ListBackupStage } from '../stage';
import { API_SERVICE, functionName, healthFunctionName } from '../stage/naming';
import { requireBoundary } from '../validation/constructs';
import { invalid, requireInteger } from '../validation/invalid';
import { requireAttribute, requireBoolean, requireDuration, requireList, requireText } from '../validation/values';

/** More than any account has been given. */
const MAX_CONCURRENCY = 1_000_000;

/** Effective settings of a function, from the caller's options and the conventions. */
export interface FunctionSettings {
  readonly handler: string;
  readonly memorySize: number;
  readonly versions: boolean;
  readonly architecture: Architecture;
}

/** Refuses what Lambda would refuse at deployment. */
export function requireSettings(props: ListBackupFunctionProps): FunctionSettings {
  requireGiven('runtime', props.runtime, 'lambdaRuntime', 'a ListBackupRuntime', 'ListBackupRuntime.GO');
  requireGiven('code', props.code, 'bind', 'code that is already built', 'lambda.Code.fromAsset("dist/get-users")');
  requireSharedSettings(props);
  const versions = props.versions ?? true;
  requireRoom(versions, props);
  return { handler: handlerOf(props), memorySize: props.memorySize ?? 1024, versions, architecture: props.architecture ?? Architecture.ARM_64 };
}

/** Refuses settings that no function could have. A service checks them before it has a function. */
export function requireSharedSettings(props: Omit<ListBackupFunctionProps, 'runtime' | 'code' | 'stage'>): void {
  requireText('description', props.description, /^[^]{0,256}$/, 'must have at most 256 characters', 'For example: "Lists the users of an account".');
  requireInteger('memorySize', props.memorySize, 128, 10_240, 1024);
  requireBoolean('versions', props.versions);
  requireInteger('reservedConcurrency', props.reservedConcurrency, 0, MAX_CONCURRENCY, 10);
  requireInteger('provisionedConcurrency', props.provisionedConcurrency, 1, MAX_CONCURRENCY, 1);
  requireAttribute('encryptionKey', props.encryptionKey, 'keyArn', 'a KMS key', 'new kms.Key(…)');
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireAttribute('architecture', props.architecture, 'dockerPlatform', 'an architecture of Lambda', 'Architecture.ARM_64');
  requireInteger('ephemeralStorageSize', props.ephemeralStorageSize, 512, 10_240, 1024);
  requireBoolean('fromServerless', props.fromServerless);
  requireAttribute('role', props.role, 'addToPrincipalPolicy', 'a role', 'iam.Role.fromRoleName(…)');
  requireLayers('layers', props.layers);
  requireList('otherStages', props.otherStages, '[ListBackupStage.STAGING]');
  for (const stage of props.otherStages ?? []) requireAttribute('otherStages', stage ?? null, 'stageName', 'a list of stages', '[ListBackupStage.STAGING]');
  requireNetwork(props);
}

/** Provisioned copies are of a version, and are part of the reserved ones. */
function requireRoom(versions: boolean, { reservedConcurrency, provisionedConcurrency }: ListBackupFunctionProps): void {
  if (provisionedConcurrency === undefined) return;
  const what = 'provisionedConcurrency';
  if (!versions) invalid(what, provisionedConcurrency, 'requires a published version, but versions is false', 'Set versions: true, or remove provisionedConcurrency.');
  if (reservedConcurrency !== undefined && provisionedConcurrency > reservedConcurrency) {
    invalid(what, provisionedConcurrency, `must be at most reservedConcurrency, which is ${reservedConcurrency}`, `For example: reservedConcurrency: ${provisionedConcurrency}.`);
  }
}

function handlerOf({ handler, runtime }: ListBackupFunctionProps): string {
  if (handler === undefined) return runtime.defaultHandler;
  if (runtime.lambdaRuntime.name.startsWith('provided') && handler !== runtime.defaultHandler) {
    invalid('handler', handler, 'must be left out for Go: a Go function is the executable "bootstrap"', 'Remove handler.');
  }
  if (runtime.defaultHandler.includes('.')) {
    requireText('handler', handler, /^(?=\S{1,128}$)\S+\.[^\s./]+$/, 'must be the file, a dot and what it exports, without spaces, of at most 128 characters', 'For example: "index.handler".');
  }
  requireText('handler', handler, /^\S{1,128}$/, 'must be the file and what it exports, without spaces, of at most 128 characters', 'For example: "index.handler".');
  return handler;
}

const MAX_LAYERS = 5;

function requireLayers(what: string, layers: readonly ILayerVersion[] | undefined): void {
  requireList(what, layers, '[LayerVersion.fromLayerVersionArn(…)]');
  if (layers && layers.length > MAX_LAYERS) invalid(what, layers.length, `must have at most ${MAX_LAYERS} layers`, 'Merge some of them.');
  for (const layer of layers ?? []) requireGiven(what, layer, 'layerVersionArn', 'a layer', 'LayerVersion.fromLayerVersionArn(…)');
}

/** Not `requireAttribute`, which takes `undefined` for an option that was left out. */
function requireGiven(what: string, value: unknown, attribute: string, kind: string, works: string): void {
  if (typeof value !== 'object' || value === null || !(attribute in value)) invalid(what, value, `must be ${kind}`, `For example: ${works}.`);
}

/** Nobody behind an HTTP API waits longer. */
const DEFAULT_SECONDS = 30;

/** Maximum timeout of a function that consumes a queue, unless the queue's visibility timeout is shorter. */
const QUEUE_WORK_SECONDS = 300;

/** Lambda's longest. */
const MAX_SECONDS = 900;

/** Lambda's advice: a queue hides a message for six times as long as its consumer may take, so that throttled messages are not seen twice. */
const ADVISED_FACTOR = 6;

/** For how long a function may run: what its props say, or what follows from the queues that it consumes. */
export class FunctionTimeout {
  private readonly asked?: number;
  private readonly visibilities: number[] = [];

  public constructor(private readonly scope: Construct, asked: Duration | undefined) {
    this.asked = asked === undefined ? undefined : requireDuration('timeout', asked, 'seconds', 1, MAX_SECONDS, DEFAULT_SECONDS);
  }

  /** As it stands; a queue that is consumed later may still change it. */
  public get seconds(): number {
    const otherwise = this.visibilities.length > 0 ? Math.min(QUEUE_WORK_SECONDS, ...this.visibilities) : DEFAULT_SECONDS;
    return this.asked ?? otherwise;
  }

  /** Fits it to a queue: a message that is visible again while it is worked on is worked on twice. */
  public consume(queue: string, visibilityTimeout: Duration): void {
    const visibility = requireDuration('visibilityTimeout', visibilityTimeout, 'seconds', 1, 43_200, QUEUE_WORK_SECONDS);
    this.visibilities.push(visibility);
    if (this.asked === undefined) return;
    if (this.asked > visibility) {
      invalid('timeout', Duration.seconds(this.asked).toHumanString(), `must not exceed ${visibility} seconds, the visibility timeout of queue ${queue}: SQS would deliver a message again while the function still runs`, `For example: Duration.seconds(${Math.min(QUEUE_WORK_SECONDS, visibility)}), or leave timeout out.`);
    }
    if (this.asked * ADVISED_FACTOR > visibility) {
      Annotations.of(this.scope).addWarningV2('listbackup-infrastructure:timeoutNearVisibility',
        `The timeout of ${this.asked} seconds is not ${ADVISED_FACTOR} times below the ${visibility} seconds for which queue ${queue} hides a message, as Lambda advises: `
        + `throttled messages may be handled twice. Take Duration.seconds(${Math.floor(visibility / ADVISED_FACTOR)}) or less, or a longer visibility timeout.`);
    }
  }
}

/** The ARN that follows from the name: for other stacks. */
export function functionArn(stack: Stack, physicalName: string): string {
  return stack.formatArn({ service: 'lambda', resource: 'function', resourceName: physicalName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

/** The longest end of a name: room for the stage and a service. */
export const MAX_NAME_LENGTH = 32;

/** Lambda's longest name. */
const MAX_PHYSICAL_NAME = 64;

/** A stage that begins so and a function of that name: `healthFunctionName` of another stage. */
const [GATEWAY, HEALTH] = ['gateway-', 'health'];

/** Values that decide a function's name. */
export interface FunctionNaming {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly name?: string;
  readonly functionName?: string;
}

/** The end of a function's name, and its whole name. */
export interface FunctionNames {
  readonly name: string;
  readonly physicalName: string;
}

/** Returns the names where they can be a function's, and says what is wrong with them otherwise. */
export function requireFunctionNames(id: string, { stage, service, name, functionName: whole }: FunctionNaming): FunctionNames {
  requireResourceId(id);
  if (whole !== undefined) return requireWholeName(whole, stage, service);
  const asked = name ?? `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
  const what = 'name';
  // A stage's name may hold hyphens: `listbackup-api-main-x-y` would be function "x-y" of stage "main" and function "y" of "main-x".
  if (typeof asked !== 'string' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(asked)) {
    invalid(what, asked, 'must have letters, digits and underscores, and begin with a letter: a hyphen couldn\'t be told from the stage\'s', 'For example: "getUsers".');
  }
  // `listbackup-api-gateway-main-health` is the health function of stage "main".
  if (service === API_SERVICE && stage.stageName.startsWith(GATEWAY) && asked === HEALTH) {
    invalid('name', asked, `must not be that: in stage "${stage.stageName}" the function would be named like the API's health function of stage "${stage.stageName.slice(GATEWAY.length)}"`, 'For example: "healthCheck".');
  }
  if (service === SERVICES.apiGateway && asked === HEALTH) {
    invalid('name', asked, `must not be that: the API has its health function under the name ${healthFunctionName(stage)}`, 'For example: "healthCheck".');
  }
  if (asked.length > MAX_NAME_LENGTH) {
    invalid('name', asked, `must have at most ${MAX_NAME_LENGTH} characters, which leaves room for the stage in ${functionName(stage, service, '…')}`, 'For example: "getUsers".');
  }
  const physicalName = functionName(stage, service, asked);
  if (physicalName.length > MAX_PHYSICAL_NAME) {
    const room = MAX_PHYSICAL_NAME - functionName(stage, service, '').length;
    invalid('name', asked, `must have at most ${Math.max(0, room)} characters: the whole name ${physicalName} has ${physicalName.length}, and Lambda allows ${MAX_PHYSICAL_NAME}`, `For example: ${room > 0 ? `"${asked.slice(0, room)}"` : 'a shorter service'}.`);
  }
  return { name: asked, physicalName };
}

/** A whole name that ends as the conventions have it is known by that end. */
function requireWholeName(whole: string, stage: ListBackupStage, service: string): FunctionNames {
  if (typeof whole !== 'string' || !/^[A-Za-z0-9_-]+$/.test(whole) || Token.isUnresolved(whole)) {
    invalid('functionName', whole, 'must have letters, digits, "_" and "-"', `For example: "${functionName(stage, service, 'getUsers')}".`);
  }
  if (whole.length > MAX_PHYSICAL_NAME) invalid('functionName', whole, `must have at most ${MAX_PHYSICAL_NAME} characters`, `For example: "${functionName(stage, service, 'getUsers')}".`);
  const prefix = functionName(stage, service, '');
  return { name: whole.startsWith(prefix) && whole !== prefix ? whole.slice(prefix.length) : whole, physicalName: whole };
}

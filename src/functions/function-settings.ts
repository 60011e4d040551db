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
import { refuse, requireInteger } from '../validation/invalid';
import { requireAttribute, requireBoolean, requireDuration, requireList, requireText } from '../validation/values';

/** More than any account has been given. */
const MAX_CONCURRENCY = 1_000_000;

/** What the caller and the conventions decided together. */
export interface FunctionSettings {
  readonly handler: string;
  readonly memorySize: number;
  readonly versions: boolean;
  readonly architecture: Architecture;
}

/** Refuses what Lambda would refuse at deployment. */
export function requireSettings(id: string, props: ListBackupFunctionProps): FunctionSettings {
  const what = (name: string): string => `function ${id}, ${name}`;
  requireGiven(what('runtime'), props.runtime, 'lambdaRuntime', 'a ListBackupRuntime', 'ListBackupRuntime.GO');
  requireGiven(what('code'), props.code, 'bind', 'code that is already built', 'lambda.Code.fromAsset("dist/get-users")');
  requireText(what('description'), props.description, /^[^]{0,256}$/, 'It is text of 256 characters at the most.', '"Lists the users of an account"');
  requireInteger(what('memorySize'), props.memorySize, 128, 10_240, 1024);
  requireBoolean(what('versions'), props.versions);
  requireInteger(what('reservedConcurrency'), props.reservedConcurrency, 0, MAX_CONCURRENCY, 10);
  requireInteger(what('provisionedConcurrency'), props.provisionedConcurrency, 1, MAX_CONCURRENCY, 1);
  requireAttribute(what('encryptionKey'), props.encryptionKey, 'keyArn', 'a KMS key', 'new kms.Key(…)');
  requireBoundary(what('permissionsBoundary'), props.permissionsBoundary);
  requireAttribute(what('architecture'), props.architecture, 'dockerPlatform', 'an architecture of Lambda', 'Architecture.ARM_64');
  requireInteger(what('ephemeralStorageSize'), props.ephemeralStorageSize, 512, 10_240, 1024);
  requireBoolean(what('fromServerless'), props.fromServerless);
  requireAttribute(what('role'), props.role, 'addToPrincipalPolicy', 'a role', 'iam.Role.fromRoleName(…)');
  requireLayers(what('layers'), props.layers);
  requireNetwork(what, props);
  const versions = props.versions ?? true;
  requireRoom(id, versions, props);
  return { handler: handlerOf(id, props), memorySize: props.memorySize ?? 1024, versions, architecture: props.architecture ?? Architecture.ARM_64 };
}

/** Provisioned copies are of a version, and are part of the reserved ones. */
function requireRoom(id: string, versions: boolean, { reservedConcurrency, provisionedConcurrency }: ListBackupFunctionProps): void {
  if (provisionedConcurrency === undefined) return;
  const what = `function ${id}, provisionedConcurrency`;
  if (!versions) refuse(what, provisionedConcurrency, 'It stands behind a published version, and versions is false.', 'versions: true');
  if (reservedConcurrency !== undefined && provisionedConcurrency > reservedConcurrency) {
    refuse(what, provisionedConcurrency, `It is part of reservedConcurrency, which is ${reservedConcurrency}.`, `reservedConcurrency: ${provisionedConcurrency}`);
  }
}

function handlerOf(id: string, { handler, runtime }: ListBackupFunctionProps): string {
  if (handler === undefined) return runtime.defaultHandler;
  const what = `function ${id}, handler`;
  if (runtime.lambdaRuntime.name.startsWith('provided') && handler !== runtime.defaultHandler) {
    refuse(what, handler, 'A Go function is the executable "bootstrap", whatever its handler says.', 'no handler');
  }
  requireText(what, handler, /^[^\s]{1,128}$/, 'It is the file and what it exports, without spaces, 128 characters at the most.', '"index.handler"');
  return handler;
}

const MAX_LAYERS = 5;

function requireLayers(what: string, layers: readonly ILayerVersion[] | undefined): void {
  requireList(what, layers, '[LayerVersion.fromLayerVersionArn(…)]');
  if (layers && layers.length > MAX_LAYERS) refuse(what, layers.length, `A function can have at most ${MAX_LAYERS} layers.`, '[LayerVersion.fromLayerVersionArn(…)]');
  for (const layer of layers ?? []) requireGiven(what, layer, 'layerVersionArn', 'a layer', 'LayerVersion.fromLayerVersionArn(…)');
}

/** Not `requireAttribute`, which takes `undefined` for an option that was left out. */
function requireGiven(what: string, value: unknown, attribute: string, kind: string, works: string): void {
  if (typeof value !== 'object' || value === null || !(attribute in value)) refuse(what, value, `It is ${kind}.`, works);
}

/** Nobody behind an HTTP API waits longer. */
const DEFAULT_SECONDS = 30;

/** What work from a queue may take where its queue does not say less. */
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
    this.asked = asked === undefined ? undefined : requireDuration(`function ${scope.node.id}, timeout`, asked, 'seconds', 1, MAX_SECONDS, DEFAULT_SECONDS);
  }

  /** As it stands; a queue that is consumed later may still change it. */
  public get seconds(): number {
    const otherwise = this.visibilities.length > 0 ? Math.min(QUEUE_WORK_SECONDS, ...this.visibilities) : DEFAULT_SECONDS;
    return this.asked ?? otherwise;
  }

  /** Fits it to a queue: a message that is visible again while it is worked on is worked on twice. */
  public consume(queue: string, visibilityTimeout: Duration): void {
    const visibility = requireDuration(`queue ${queue}, visibilityTimeout`, visibilityTimeout, 'seconds', 1, 43_200, QUEUE_WORK_SECONDS);
    this.visibilities.push(visibility);
    if (this.asked === undefined) return;
    if (this.asked > visibility) {
      refuse(`function ${this.scope.node.id}, timeout`, Duration.seconds(this.asked).toHumanString(),
        `Queue ${queue} shows a message to others again after ${visibility} seconds, its visibility timeout, while the function might still work on it.`,
        `Duration.seconds(${Math.min(QUEUE_WORK_SECONDS, visibility)}), or no timeout`);
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

/** What decides a function's name. */
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
  requireResourceId('function', id);
  if (whole !== undefined) return requireWholeName(id, whole, stage, service);
  const asked = name ?? `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
  const what = `function ${id}, name`;
  // A stage's name may hold hyphens: `listbackup-api-main-x-y` would be function "x-y" of stage "main" and function "y" of "main-x".
  if (typeof asked !== 'string' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(asked)) {
    refuse(what, asked, 'The name has letters, digits and underscores, and begins with a letter; a hyphen would not tell it from the stage.', '"getUsers"');
  }
  // `listbackup-api-gateway-main-health` is the health function of stage "main".
  if (service === API_SERVICE && stage.stageName.startsWith(GATEWAY) && asked === HEALTH) {
    refuse(what, asked, `In stage "${stage.stageName}" it would be named like the API's health function of stage "${stage.stageName.slice(GATEWAY.length)}".`, '"healthCheck"');
  }
  if (service === SERVICES.apiGateway && asked === HEALTH) {
    refuse(what, asked, `The API has its health function under the name ${healthFunctionName(stage)}.`, '"healthCheck"');
  }
  if (asked.length > MAX_NAME_LENGTH) {
    refuse(what, asked, `It has ${asked.length} characters; ${MAX_NAME_LENGTH} leave room for the stage in ${functionName(stage, service, '…')}.`, '"getUsers"');
  }
  const physicalName = functionName(stage, service, asked);
  if (physicalName.length > MAX_PHYSICAL_NAME) {
    const room = MAX_PHYSICAL_NAME - functionName(stage, service, '').length;
    refuse(what, asked, `The whole name ${physicalName} has ${physicalName.length} characters, and Lambda allows ${MAX_PHYSICAL_NAME}: the service leaves room for ${Math.max(0, room)}.`,
      room > 0 ? `"${asked.slice(0, room)}"` : 'a shorter service');
  }
  return { name: asked, physicalName };
}

/** A whole name that ends as the conventions have it is known by that end. */
function requireWholeName(id: string, whole: string, stage: ListBackupStage, service: string): FunctionNames {
  const what = `function ${id}, functionName`;
  if (typeof whole !== 'string' || !/^[A-Za-z0-9_-]+$/.test(whole) || Token.isUnresolved(whole)) {
    refuse(what, whole, 'The name must have letters, digits, "_" and "-".', `"${functionName(stage, service, 'getUsers')}"`);
  }
  if (whole.length > MAX_PHYSICAL_NAME) refuse(what, whole, `It has ${whole.length} characters, and Lambda allows ${MAX_PHYSICAL_NAME}.`, `"${functionName(stage, service, 'getUsers')}"`);
  const prefix = functionName(stage, service, '');
  return { name: whole.startsWith(prefix) && whole !== prefix ? whole.slice(prefix.length) : whole, physicalName: whole };
}

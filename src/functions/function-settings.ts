import { Annotations, ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ListBackupFunctionProps } from './function-options';
import { requireResourceId } from '../conventions';
import { ListBackupStage } from '../stage';
import { functionName } from '../stage/naming';
import { requireBoundary } from '../validation/constructs';
import { refuse, requireInteger } from '../validation/invalid';
import { requireAttribute, requireBoolean, requireDuration, requireText } from '../validation/values';

/** More than any account has been given. */
const MAX_CONCURRENCY = 1_000_000;

/** What the caller and the conventions decided together. */
export interface FunctionSettings {
  readonly handler: string;
  readonly memorySize: number;
  readonly versions: boolean;
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
  const versions = props.versions ?? true;
  requireRoom(id, versions, props);
  return { handler: handlerOf(id, props), memorySize: props.memorySize ?? 1024, versions };
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
  if (runtime.lambdaRuntime.family !== RuntimeFamily.NODEJS && handler !== runtime.defaultHandler) {
    refuse(what, handler, 'A Go function is the executable "bootstrap", whatever its handler says.', 'no handler');
  }
  requireText(what, handler, /^[^\s]{1,128}$/, 'It is the file and what it exports, without spaces, 128 characters at the most.', '"index.handler"');
  return handler;
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
export function functionArn(stack: Stack, stage: ListBackupStage, name: string): string {
  return stack.formatArn({
    service: 'lambda', resource: 'function', resourceName: functionName(stage, name), arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

const MAX_LENGTH = 32;

/** A stage that begins so and a function of that name: `healthFunctionName` of another stage. */
const [GATEWAY, HEALTH] = ['gateway-', 'health'];

/** Returns the end of the function's name where id and name can become a function's, and says what is wrong with them otherwise. */
export function requireFunctionName(id: string, name: string | undefined, stage: ListBackupStage): string {
  requireResourceId('function', id);
  const asked = name ?? `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
  const what = `function ${id}, name`;
  // A stage's name may hold hyphens: `listbackup-api-main-x-y` would be function "x-y" of stage "main" and function "y" of "main-x".
  if (typeof asked !== 'string' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(asked)) {
    refuse(what, asked, 'The name has letters, digits and underscores, and begins with a letter; a hyphen would not tell it from the stage.', '"getUsers"');
  }
  // `listbackup-api-gateway-main-health` is the health function of stage "main".
  if (stage.stageName.startsWith(GATEWAY) && asked === HEALTH) {
    refuse(what, asked, `In stage "${stage.stageName}" it would be named like the API's health function of stage "${stage.stageName.slice(GATEWAY.length)}".`, '"healthCheck"');
  }
  if (asked.length > MAX_LENGTH) {
    refuse(what, asked, `It has ${asked.length} characters; ${MAX_LENGTH} leave room for the stage in ${functionName(stage, '…')}.`, '"getUsers"');
  }
  return asked;
}

import { RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { ListBackupFunctionProps } from './function-props';
import { refuse, requireInteger } from '../stage/refuse';
import { requireAttribute, requireBoolean, requireText } from '../stage/require';
import { requireBoundary } from '../stage/require-handles';

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

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { canonical, isObject, Json, mapped } from './json';

/** Locked facts of a stateful resource. A fact that is absent is absent from the template too. */
export interface LockedResource {
  readonly type: string;
  /** The physical name, with `${...}` for what only a deployment knows; absent where AWS makes one up. */
  readonly name?: string;
  /** The condition under which it exists. */
  readonly condition?: string;
  /** Other properties, or paths below one, that do not change in place. */
  readonly fixed?: { readonly [path: string]: Json };
  /** Policies and switches that keep it from being deleted, by name. */
  readonly protected?: { readonly [name: string]: string };
  /** Definitions of a table's global secondary indexes by name. */
  readonly indexes?: { readonly [name: string]: string };
  /** Definitions of a user pool's attributes by name. */
  readonly attributes?: { readonly [name: string]: string };
}

/** Environment of a stack, as far as the app specifies it. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** Locked facts of a stack, or of a nested stack as `parent/LogicalId`. */
export interface LockedStack extends Place {
  readonly stack: string;
  /** The stage whose resources it contains, where the library created them. */
  readonly stage?: string;
  readonly resources: { readonly [logicalId: string]: LockedResource };
  readonly exports: { readonly [name: string]: string };
}

/** Content of the lock file. */
export type Lock = readonly LockedStack[];

/** Returns true if two environments can be the same. An unknown part matches anything. */
export function compatible(one: Place, other: Place): boolean {
  const same = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
  return same(one.account, other.account) && same(one.region, other.region);
}

/** The stack that is deployed by itself, of which a nested one is a part. */
export function topLevel(stack: string): string {
  return stack.split('/')[0] ?? stack;
}

/** Stacks in the order of the file. */
function inOrder(stacks: readonly LockedStack[]): readonly LockedStack[] {
  const key = ({ stack, account = '', region = '' }: LockedStack): string => [stack, account, region].join('\n');
  return [...stacks].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

const VERSION = 1;
const NOTE = 'Kept by ListBackupUpgradeGuard: what a change must not replace or drop. Update with cdk synth -c listbackup:update-lock=true, and commit.';

/** Reads the lock file; `undefined` if none exists. */
export function readLock(file: string): Lock | undefined {
  if (!existsSync(file)) return undefined;
  const invalidLockFile = (why: string): never => {
    throw new Error(`${file} is not a lock file of ListBackupUpgradeGuard: ${why}. Restore it from version control, or delete it and create it again.`);
  };
  const content = parsed(file, invalidLockFile);
  if (!isObject(content) || !Array.isArray(content.stacks)) return invalidLockFile('it has no list "stacks"');
  if (content.version !== VERSION) return invalidLockFile(`its version is ${canonical(content.version)}, and this release knows version ${VERSION}`);
  const stacks: readonly Json[] = content.stacks;
  stacks.forEach((stack, index) => {
    const why = wrongStack(stack);
    if (why !== undefined) invalidLockFile(`stacks[${index}] ${why}`);
  });
  const lock = stacks as unknown as Lock;
  const twice = lock.find((stack, index) => lock.findIndex((other) => sameStack(stack, other)) !== index);
  return twice ? invalidLockFile(`it has the stack ${twice.stack} twice, as after a merge`) : lock;
}

/** Writes the lock file, whole or not at all, and not if nothing in it changes. */
export function writeLock(file: string, lock: Lock): void {
  const text = `${JSON.stringify({ note: NOTE, version: VERSION, stacks: inOrder(lock).map(written) }, undefined, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const draft = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function parsed(file: string, invalidLockFile: (why: string) => never): unknown {
  const text = readFileSync(file, 'utf8');
  if (/^(<{7}|={7}|>{7})/m.test(text)) return invalidLockFile('it holds the markers of a merge conflict');
  try {
    return JSON.parse(text);
  } catch (error) {
    return invalidLockFile(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Returns the error in an entry, or `undefined`. */
function wrongStack(value: unknown): string | undefined {
  if (!isObject(value) || typeof value.stack !== 'string') return 'has no text "stack"';
  if (![value.account, value.region, value.stage].every(isText)) return 'has an "account", a "region" or a "stage" that is not a text';
  if (!isObject(value.resources)) return 'has no object "resources"';
  if (!isTexts(value.exports)) return 'has no object "exports" of texts';
  const wrong = Object.entries(value.resources).find(([, resource]) => !isResource(resource));
  return wrong && `has a resource ${wrong[0]} that is not one`;
}

function isResource(value: unknown): boolean {
  if (!isObject(value) || typeof value.type !== 'string') return false;
  return [value.name, value.condition].every(isText)
    && (value.fixed === undefined || isObject(value.fixed))
    && [value.protected, value.indexes, value.attributes].every((texts) => texts === undefined || isTexts(texts));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

function sameStack(one: LockedStack, other: LockedStack): boolean {
  return one.stack === other.stack && one.account === other.account && one.region === other.region;
}

/** The keys in the order in which a person reads them; a key without a value is left out by JSON. */
function written({ stack, stage, account, region, resources, exports }: LockedStack): LockedStack {
  return { stack, stage, account, region, resources: mapped(resources, writtenResource), exports: mapped(exports, (value) => value) };
}

function writtenResource({ type, name, condition, fixed, protected: kept, indexes, attributes }: LockedResource): LockedResource {
  return { type, name, condition, fixed, protected: kept, indexes, attributes };
}

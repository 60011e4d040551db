import { compareStack, title, WhereNow } from './compare';
import { Finding, LOCK_IT, wayOut } from './finding';
import { compatible, Lock, LockedResource, LockedStack, Place, topLevel } from './lock';
import { AppStack, recordOf } from './record';
import { pseudoParameters } from './resolver';

/** A stack of the app and what the lock file knows of it. */
export interface Match {
  readonly stack: AppStack;
  readonly locked?: LockedStack;
  /** Environment of the deployed stack, as far as the app or the lock file specifies it. */
  readonly place: Place;
}

/** The stacks of an app beside those of the lock file. */
export interface Matches {
  readonly present: readonly Match[];
  /** Nested stacks that are gone from a stack of the app. */
  readonly gone: readonly LockedStack[];
  /** Stacks that the app does not have this time: it may be told to make one stage at a time. */
  readonly absent: readonly LockedStack[];
}

/** Finds for each stack of the app what is known of it: the same name in the same account and Region, as far as they are known. */
function matchStacks(stacks: readonly AppStack[], lock: Lock): Matches {
  const twin = stacks.find((stack, index) => stacks.findIndex((other) => other.name === stack.name && isSame(other, stack)) !== index);
  if (twin) throw ambiguous(twin, 'the app has another one of that name');
  const exact = new Map(stacks.map((stack) => [stack, lock.find((one) => one.stack === stack.name && isSame(one, stack))]));
  const claimed = new Map<LockedStack, AppStack>();
  const present = stacks.map((stack): Match => {
    const free = lock.filter((one) => one.stack === stack.name && compatible(one, stack) && ![...exact.values()].includes(one));
    const locked = exact.get(stack) ?? only(stack, free);
    const other = locked && claimed.get(locked);
    if (other) throw ambiguous(stack, `${other.constructPath} may be the same stack`);
    if (locked) claimed.set(locked, stack);
    return { stack, ...locked ? { locked } : {}, place: placeOf(stack, locked) };
  });
  const unclaimed = lock.filter((one) => !claimed.has(one));
  const isGone = (one: LockedStack): boolean => one.stack.includes('/')
    && present.some(({ stack, place }) => stack.name === topLevel(one.stack) && compatible(place, one));
  return { present, gone: unclaimed.filter(isGone), absent: unclaimed.filter((one) => !isGone(one)) };
}

function only(stack: AppStack, candidates: readonly LockedStack[]): LockedStack | undefined {
  if (candidates.length > 1) throw ambiguous(stack, `the lock file has it in ${candidates.map(({ account = '?', region = '?' }) => `${account}/${region}`).join(' and ')}`);
  return candidates[0];
}

function ambiguous({ name, constructPath }: AppStack, why: string): Error {
  return new Error(`${constructPath}: which stack "${name}" this is cannot be told, as ${why}. Give it an env, for example { account: "123456789012", region: "us-west-2" }.`);
}

function isSame(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}

function placeOf(stack: AppStack, locked: Place = {}): Place {
  const { account = locked.account, region = locked.region } = stack;
  return { ...account === undefined ? {} : { account }, ...region === undefined ? {} : { region } };
}

/** Result of the guard's comparison. */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** The lock file that says what the app is now. */
  readonly lock: Lock;
}

/** Compares an app with what is locked; with `everyStack`, a stack that is not there is gone. */
export function judge(stacks: readonly AppStack[], lock: Lock, everyStack: boolean): Verdict {
  const { present, gone, absent } = matchStacks(stacks, lock);
  const records = present.map(({ stack, locked, place }) => ({ stack, place, locked, now: recordOf(stack, place) }));
  const whereNow: WhereNow = (old) => (
    records.flatMap(({ now }) => placesOf(old, now))[0]
  );
  const lost = everyStack ? [...gone, ...absent] : gone;
  const left = everyStack ? [] : absent;
  return {
    findings: [
      ...records.flatMap(({ stack, place, locked, now }) => [
        ...locked ? compareStack(placed(locked, place), now, stack.template, whereNow) : newStack(now),
        ...takenFrom(now, locked, left),
      ]),
      ...lost.flatMap((one) => compareStack(one, undefined, {}, whereNow)),
    ],
    lock: [...records.map(({ now }) => now), ...left],
  };
}

/** The locked state, with what follows from an account and a Region that were not known then. */
function placed(locked: LockedStack, place: Place): LockedStack {
  const known = pseudoParameters(place);
  const text = JSON.stringify(locked).replace(/\$\{(AWS::\w+)\}/g, (unknown, name: string) => known[name] ?? unknown);
  return JSON.parse(text) as LockedStack;
}

function placesOf({ type, name }: LockedResource, { stack, resources }: LockedStack): readonly string[] {
  if (name === undefined) return [];
  return Object.entries(resources).filter(([, one]) => one.type === type && one.name === name).map(([logicalId]) => `${logicalId} in ${stack}`);
}

function newStack({ stack, resources, exports }: LockedStack): readonly Finding[] {
  const count = Object.keys(resources).length;
  if (count + Object.keys(exports).length === 0) return [];
  return [{ rule: 'not-locked', stack, what: `${stack}: the stack is new, and nothing guards what is stateful in it yet (${count} resources)`, fix: LOCK_IT }];
}

/** Tells whether a stack may be another one under a new name. Stages share names, such as that of a domain, in accounts of their own. */
function mayBe(other: LockedStack, now: LockedStack): boolean {
  const isOfOtherStage = other.stage !== undefined && now.stage !== undefined && other.stage !== now.stage;
  return compatible(other, now) && !(isOfOtherStage && (other.account === undefined || now.account === undefined));
}

/** New resources whose physical name a stack has that the app does not have this time: the stack may have been renamed. */
function takenFrom(now: LockedStack, before: LockedStack | undefined, absent: Lock): readonly Finding[] {
  return Object.entries(now.resources).filter(([logicalId]) => before?.resources[logicalId] === undefined).flatMap(([logicalId, resource]) => {
    const [owner] = absent.filter((other) => mayBe(other, now)).flatMap((other) => placesOf(resource, other));
    return owner === undefined ? [] : [{
      rule: 'moved',
      stack: now.stack,
      logicalId,
      what: `${title(now.stack, logicalId, resource)} would be created, and ${owner} has that name`,
      fix: wayOut('Keep the names of stacks and the places of resources'),
    } as const];
  });
}

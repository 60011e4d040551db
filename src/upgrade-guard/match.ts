import { AppStack } from './app-stacks';
import { compatible, Lock, LockedStack, Place, topLevel } from './lock';

/** A stack of the app and what the lock file knows of it. */
export interface Match {
  readonly stack: AppStack;
  readonly locked?: LockedStack;
  /** Where it is deployed, as far as the app or the lock file says. */
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
export function matchStacks(stacks: readonly AppStack[], lock: Lock): Matches {
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

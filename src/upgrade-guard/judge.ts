import { AppStack } from './app-stacks';
import { title } from './compare-resource';
import { compareStack, WhereNow } from './compare-stack';
import { Finding, LOCK_IT, wayOut } from './finding';
import { compatible, Lock, LockedResource, LockedStack, Place } from './lock';
import { matchStacks } from './match';
import { recordOf } from './record';

/** What the guard makes of an app. */
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

/** What is locked, with an account and a Region that were not known then. */
function placed(locked: LockedStack, { account, region }: Place): LockedStack {
  const text = JSON.stringify(locked)
    .replaceAll('${AWS::AccountId}', account ?? '${AWS::AccountId}')
    .replaceAll('${AWS::Region}', region ?? '${AWS::Region}');
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

/** New resources whose physical name a stack has that the app does not have this time: the stack may have been renamed. */
function takenFrom(now: LockedStack, before: LockedStack | undefined, absent: Lock): readonly Finding[] {
  return Object.entries(now.resources).filter(([logicalId]) => before?.resources[logicalId] === undefined).flatMap(([logicalId, resource]) => {
    const [owner] = absent.filter((other) => compatible(other, now)).flatMap((other) => placesOf(resource, other));
    return owner === undefined ? [] : [{
      rule: 'moved',
      stack: now.stack,
      logicalId,
      what: `${title(now.stack, logicalId, resource)} would be created, and ${owner} has that name`,
      fix: wayOut('Keep the names of stacks and the places of resources'),
    } as const];
  });
}

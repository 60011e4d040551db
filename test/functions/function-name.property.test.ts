import * as fc from 'fast-check';
import { listenerName } from '../../src/functions/event-listener';
import { requireFunctionNames } from '../../src/functions/function-settings';
import { ListBackupStage } from '../../src/stage';
import { functionName, healthFunctionName } from '../../src/stage/naming';
import { refusal } from '../support/refusal';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letter = fc.constantFrom(...LETTERS);
const character = fc.constantFrom(...LETTERS, ...'0123456789_');
const names = fc.tuple(letter, fc.array(character, { maxLength: 31 })).map(([first, rest]) => first + rest.join(''));

const stages = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}$/).map((name) => {
  try {
    return ListBackupStage.of(name);
  } catch {
    // Some words are reserved; what is reserved is not this test's business.
    return ListBackupStage.DEV;
  }
});
const SERVICE = 'listbackup-api';
const nameOf = (id: string, name: string | undefined, stage: ListBackupStage) => requireFunctionNames(id, { stage, service: SERVICE, name }).name;

const rules = fc.constantFrom('DataSync', 'Job', 'User', 'Billing', 'Platform', 'System', 'LateJobs');

test('every name of letters, digits and underscores becomes a name that Lambda takes', () => {
  fc.assert(fc.property(stages, names, (stage, name) => {
    const whole = functionName(stage, SERVICE, nameOf('GetUsers', name, stage));
    expect(whole).toMatch(/^listbackup-api-[a-zA-Z0-9_-]+$/);
    expect(whole.length).toBeLessThanOrEqual(64);
  }));
});

test('the longest stage and the longest name fit exactly', () => {
  const stage = ListBackupStage.of('a'.repeat(16));
  expect(functionName(stage, SERVICE, nameOf('GetUsers', 'b'.repeat(32), stage))).toHaveLength(64);
});

test('no two functions of two stages have one name', () => {
  fc.assert(fc.property(stages, names, stages, names, (stage, name, otherStage, otherName) => {
    fc.pre(stage.stageName !== otherStage.stageName || name !== otherName);
    expect(functionName(stage, SERVICE, name)).not.toBe(functionName(otherStage, SERVICE, otherName));
  }));
});

test('no function has the name of another stage\'s health function', () => {
  const gateway = ListBackupStage.of('gateway-main');
  expect(healthFunctionName(ListBackupStage.MAIN)).toBe(functionName(gateway, SERVICE, 'health'));
  expect(() => nameOf('Health', undefined, gateway)).toThrow(
    refusal('name', 'health', 'must not be that: in stage "gateway-main" the function would be named like the API\'s health function of stage "main"'));
  expect(nameOf('Health', undefined, ListBackupStage.MAIN)).toBe('health');
  expect(nameOf('Health', 'healthCheck', gateway)).toBe('healthCheck');
  expect(nameOf('Health', undefined, ListBackupStage.of('gateway'))).toBe('health');
});

test('every other name is refused', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
    fc.pre(!/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(name));
    expect(() => nameOf('GetUsers', name, ListBackupStage.DEV)).toThrow(refusal('name', name));
  }));
});

test('an id becomes the name, with a small letter at its beginning', () => {
  expect(nameOf('GetUsers', undefined, ListBackupStage.DEV)).toBe('getUsers');
  expect(nameOf('X', undefined, ListBackupStage.DEV)).toBe('x');
});

describe('the rule that calls a function', () => {
  test.each([
    ['notifyOwner', 'Job', 'notify-owner-on-job'],
    ['x', 'DataSync', 'x-on-data-sync'],
    ['sha256Check', 'LateJobs', 'sha256-check-on-late-jobs'],
  ])('%s on %s is %s', (name, rule, expected) => {
    expect(listenerName(ListBackupStage.MAIN, SERVICE, name, rule)).toBe(expected);
  });

  test.each(['notifyOwnersOfEveryAccountAtOnce', 'handleEvents', 'getMFACodes', 'notify_owner', 'GetUsers'])('%s is told from others by a digest', (name) => {
    expect(listenerName(ListBackupStage.of('a'.repeat(16)), SERVICE, name, 'DataSync')).toMatch(/^[a-z0-9-]*-[0-9a-f]{8}$/);
  });

  test('needs no digest at exactly 64 characters, and one at 65', () => {
    // listbackup-{41 characters}-events-main
    const [fits, tooLong] = ['a'.repeat(34), 'a'.repeat(35)];
    expect(listenerName(ListBackupStage.MAIN, SERVICE, fits, 'Job')).toBe(`${fits}-on-job`);
    expect(listenerName(ListBackupStage.MAIN, SERVICE, tooLong, 'Job')).toMatch(/^a{32}-[0-9a-f]{8}$/);
  });

  test('has a name that EventBridge and the naming rules take', () => {
    fc.assert(fc.property(stages, names, rules, (stage, name, rule) => {
      const middle = listenerName(stage, SERVICE, name, rule);
      expect(middle).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(middle.split('-')).not.toContain('events');
      expect(`listbackup-${middle}-events-${stage.stageName}`.length).toBeLessThanOrEqual(64);
    }));
  });

  test('holds the word events nowhere, not even where a longer word is cut', () => {
    const stage = ListBackupStage.of('a'.repeat(16));
    for (let at = 1; at < 26; at++) expect(listenerName(stage, SERVICE, `${'b'.repeat(at)}Eventsource`, 'LateEvents').split('-')).not.toContain('events');
    expect(listenerName(ListBackupStage.MAIN, SERVICE, 'eventsEvents', 'Job')).toMatch(/^event-event-on-job-[0-9a-f]{8}$/);
  });

  test('has another name for another function or rule', () => {
    fc.assert(fc.property(stages, names, rules, names, rules, (stage, name, rule, otherName, otherRule) => {
      fc.pre(name !== otherName || rule !== otherRule);
      expect(listenerName(stage, SERVICE, name, rule)).not.toBe(listenerName(stage, SERVICE, otherName, otherRule));
    }));
  });

  test('names its service, unless that is the default', () => {
    expect(listenerName(ListBackupStage.MAIN, 'listbackup-users', 'notifyOwner', 'Job')).toBe('users-notify-owner-on-job');
    expect(listenerName(ListBackupStage.MAIN, 'listbackup-users', 'GetUsers', 'Job'))
      .not.toBe(listenerName(ListBackupStage.MAIN, 'listbackup-user', 'GetUsers', 'Job'));
  });

  test('has another name for another spelling', () => {
    const spellings = ['getUsers', 'GetUsers', 'get_users', 'getusers', 'GETUSERS', 'get_Users'];
    expect(new Set(spellings.map((name) => listenerName(ListBackupStage.MAIN, SERVICE, name, 'Job'))).size).toBe(spellings.length);
  });
});

import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { lineageOf, membersOf, shortName, STRUCTS } from './assembly';
import { attempt, isNamed } from './attempt';
import { argumentsOf, Callable, CALLABLES, METHODS, regionOf } from './callable';
import { Recipe, World } from './recipe';
import { baseOf, sitesOf, Site } from './sites';
import { firstOf, validOf } from './valid';
import { Watchdog } from './watchdog';
import { allows, strange } from './wrong';

/** The same values in every run, unless `npx projen fuzz` asks for others. */
const SEED = wholeNumber('FUZZ_SEED', 20261121);
/** Values that each place of a call gets. */
const RUNS = wholeNumber('FUZZ_RUNS', 1);
const WITHIN = 60_000 * Math.max(1, RUNS);
/** Every stack of a stage: its parts are fuzzed by themselves, so that it gets a sample of its places. */
const WHOLE = 'ListBackupInfrastructure';

/** fast-check takes NaN runs for none, and passes. */
function wholeNumber(variable: 'FUZZ_SEED' | 'FUZZ_RUNS', otherwise: number): number {
  const given = process.env[variable] ?? String(otherwise);
  if (!/^[1-9]\d*$/.test(given)) throw new Error(`${variable}=${given} is no whole number from 1`);
  return Number(given);
}

/** Refused for what stands around them rather than for what is passed. */
const ALONE = /(^|› )ListBackup(Event\.pattern|UpgradeGuard\.protect|Service\.(consume|consumeStream|onEvent|onSchedule|function))$/;

let folder: string;
let watchdog: Watchdog;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'listbackup-fuzz-'));
  process.env.FUZZ_OUTDIR = folder;
  watchdog = new Watchdog();
});

afterAll(async () => {
  await watchdog.stop();
  rmSync(folder, { recursive: true, force: true });
});

function outcomeOf({ name, call, bind }: Callable, recipes: readonly Recipe[]) {
  watchdog.next(`${name}(${recipes.map(({ text }) => text).join(', ')})`);
  const world = new World(regionOf(call));
  return attempt(world, argumentsOf(recipes, call, world), bind(world));
}

/** What is said of a sound value there: it may need something else beside it. */
function refusalOfSound(callable: Callable, site: Site): string | undefined {
  const outcome = outcomeOf(callable, site.argumentsWith(firstOf(site.type, site.name)));
  return outcome.kind === 'refused' ? outcome.message : undefined;
}

/** What is wrong with the answer to a value, or nothing. */
function complaint(callable: Callable, site: Site, kind: string, recipe: Recipe): string | undefined {
  const outcome = outcomeOf(callable, site.argumentsWith(recipe));
  if (outcome.kind === 'fault') return outcome.why;
  if (outcome.kind === 'refused') {
    const isClear = ALONE.test(callable.name) || isNamed(outcome.message, site) || outcome.message === refusalOfSound(callable, site);
    return isClear ? undefined : `the message does not name ${site.name}: ${outcome.message}`;
  }
  const { type, variadic } = site;
  const allowed = [type, ...variadic && type.collection ? [type.collection.elementtype] : []].flatMap(allows);
  return allowed.includes(kind) ? undefined : 'a value of another type is taken';
}

const ofSite = ({ path }: Site): number => [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007, SEED);

function fuzzSite(callable: Callable, site: Site, numRuns: number): void {
  fc.assert(fc.property(strange(), ([kind, recipe]) => {
    const wrong = complaint(callable, site, kind, recipe);
    if (wrong) throw new Error(`${site.path} = ${recipe.text}: ${wrong}`);
  }), { seed: ofSite(site), numRuns });
}

const named = (callables: readonly Callable[]): [string, Callable][] => callables.map((callable) => [callable.name, callable]);
test('every member of every struct has a place', () => {
  // A place of a struct is one of what it extends, too.
  const reached = new Set([...CALLABLES, ...METHODS].flatMap(({ call }) => sitesOf(call)).flatMap(({ struct, name }) => (
    struct === undefined ? [] : lineageOf(struct).map((one) => `${one}.${name}`))));
  const declared = STRUCTS.flatMap((struct) => membersOf(struct).map(({ name }) => `${struct}.${name}`));
  expect(declared.filter((member) => !reached.has(member))).toEqual([]);
  expect(declared.length).toBeGreaterThan(300);
});

test('every place has values of its type', () => {
  const sites = [...CALLABLES, ...METHODS].flatMap(({ call }) => sitesOf(call));
  for (const { type, name } of sites) expect([firstOf(type, name), validOf(type, name)]).toHaveLength(2);
});

describe('what has to be said is enough', () => {
  test.each(named([...CALLABLES, ...METHODS].filter(({ name }) => !ALONE.test(name))))('%s', (_, callable) => {
    expect(outcomeOf(callable, baseOf(callable.call))).toEqual({ kind: 'template' });
  });
});

describe('strange values', () => {
  test.each(named([...CALLABLES, ...METHODS].filter(({ call }) => shortName(call.owner) !== WHOLE)))('%s', (_, callable) => {
    for (const site of sitesOf(callable.call)) fuzzSite(callable, site, RUNS);
  }, WITHIN);

  test('the whole infrastructure', () => {
    const [callable] = CALLABLES.filter(({ name }) => name === WHOLE);
    const sample = fc.sample(fc.constantFrom(...sitesOf(callable.call)), { seed: SEED, numRuns: 15 * RUNS });
    for (const site of sample) fuzzSite(callable, site, 1);
  }, WITHIN);
});

describe('sound values together', () => {
  test.each(named(CALLABLES))('%s', (name, callable) => {
    const recipes = fc.tuple(...callable.call.parameters.map((parameter) => validOf(parameter.type, parameter.name)));
    fc.assert(fc.property(recipes, (chosen) => {
      const outcome = outcomeOf(callable, chosen);
      if (outcome.kind === 'fault') throw new Error(`${name}(${chosen.map(({ text }) => text).join(', ')}): ${outcome.why}`);
    }), { seed: SEED, numRuns: 3 * RUNS });
  }, WITHIN);
});

import { factsOf } from '../../../src/plan/rules/facts';
import { HOLDS_NOTHING, nothingRow } from '../../../src/plan/rules/holds-nothing';
import { LOSSES } from '../../../src/plan/rules/losses';
import { NATURAL_KEYS } from '../../../src/plan/rules/natural-keys';
import { allTypes, itemOf, placesAt, rowOf, type Place } from '../../../src/plan/rules/registry';
import { SHAPES } from '../../../src/plan/rules/shapes';
import { WEAKENING } from '../../../src/plan/rules/weakening';
import { judged, rulesOf, type StageSketch } from '../support/judged';

type Properties = Record<string, unknown>;
const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const BESIDE = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' }, ...KEPT };

const stage = (resources: Record<string, unknown>): StageSketch => ({ stack: { Resources: { Beside: BESIDE, ...resources } as never } });
const one = (Type: string, Properties: Properties = {}): StageSketch => stage({ It: { Type, Properties, ...KEPT } });

/** Types that only others in this file are about: their changes are judged by rules of their own. */
const OWN_RULES = /^(Custom::|AWS::CloudFormation::(CustomResource|Stack)$)/;
const TYPES = allTypes().filter((type) => !OWN_RULES.test(type));

test('the data file has the types of the registry', () => {
  expect(TYPES.length).toBeGreaterThan(1800);
});

test('every type that leaves its stack is asked about, unless a row says that it holds nothing', () => {
  const silent = TYPES.filter((type) => nothingRow(type) === undefined && !rulesOf(judged(one(type), stage({}))).includes('removal'));
  expect(silent).toEqual([]);
  expect(rulesOf(judged(one('Some::New::Database'), stage({})))).toEqual(['removal']);
});

test.each([
  'AWS::DSQL::Cluster', 'AWS::MSK::Cluster', 'AWS::Cassandra::Table', 'AWS::S3Tables::Table', 'AWS::S3Vectors::Index', 'AWS::OpenSearchServerless::Collection',
  'AWS::RedshiftServerless::Namespace', 'AWS::CodeCommit::Repository', 'AWS::EC2::Instance', 'AWS::FSx::Volume', 'AWS::DirectoryService::MicrosoftAD',
  'AWS::CloudTrail::EventDataStore', 'AWS::KMS::ReplicaKey',
])('%s holds something', (type) => {
  expect(factsOf(type).holds).toBeDefined();
});

test('no row that says a type holds nothing is about one that the specification marks, and each names its source', () => {
  expect(TYPES.filter((type) => rowOf(type)?.stateful && nothingRow(type) !== undefined)).toEqual([]);
  for (const { source, because } of HOLDS_NOTHING) expect([source, because]).toEqual([expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//), expect.stringMatching(/\w/)]);
  const known = new Set(allTypes());
  const listed = HOLDS_NOTHING.flatMap(({ types = {}, except = [] }) => [...except, ...Object.entries(types).flatMap(([service, names]) => names.split(' ').map((name) => `AWS::${service}::${name}`))]);
  expect(listed.filter((type) => !known.has(type))).toEqual([]);
});

/** Top-level properties that replace, of each type that is not known to hold nothing. */
const REPLACING = TYPES.filter((type) => factsOf(type).stateful).flatMap((type) =>
  [...placesAt(rowOf(type)?.properties ?? 0) ?? []].filter(([, { replaces }]) => replaces === 'yes').map(([name]) => [type, name] as const));

test('a change of any property that cannot change in place is refused, or asked about', () => {
  const silent = REPLACING.filter(([type, name]) => {
    const found = rulesOf(judged(one(type, { [name]: 'one' }), one(type, { [name]: 'two' })));
    return !found.some((rule) => ['replacement', 'refused-update'].includes(rule));
  });
  expect(silent).toEqual([]);
});

/** A value that holds only what is at a path; items of lists and maps are one. */
function valueAt(code: Place['below'], path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return 'x';
  const item = itemOf(code);
  if (item !== undefined) return [valueAt(item, rest)];
  return { [name]: valueAt(placesAt(code)?.get(name)?.below ?? 0, rest) };
}

/** Paths below a property that changes in place, to what does not. */
function fixedBelow(code: Place['below'], path: readonly string[] = []): readonly (readonly string[])[] {
  if (path.length > 4) return [];
  const item = itemOf(code);
  if (item !== undefined) return fixedBelow(item, [...path, '*']);
  return [...placesAt(code) ?? []].flatMap(([name, { replaces, below }]) => (
    replaces === 'yes' ? [[...path, name]] : replaces === 'no' ? fixedBelow(below, [...path, name]) : []));
}

test('a block that comes or goes replaces, if something in it cannot change in place', () => {
  const blocks = TYPES.filter((type) => factsOf(type).holds !== undefined)
    .flatMap((type) => fixedBelow(rowOf(type)?.properties ?? 0).filter((path) => path.length > 1).map((path) => [type, path] as const));
  expect(blocks.length).toBeGreaterThan(20);
  const silent = blocks.filter(([type, path]) => {
    const block = valueAt(rowOf(type)?.properties ?? 0, path) as Properties;
    const isSilent = (before: Properties, after: Properties): boolean =>
      !rulesOf(judged(one(type, before), one(type, after))).some((rule) => ['replacement', 'refused-update'].includes(rule));
    return isSilent({}, block) || isSilent(block, {});
  });
  expect(silent.map(([type, path]) => `${type} ${path.join('.')}`)).toEqual([]);
});

/** Types whose identity a template writes in top-level texts. */
const IDENTIFIED = TYPES.filter((type) => {
  const { key, nothing } = factsOf(type);
  return key !== undefined && !nothing?.madeAnew && key.every((path) => !/[?=.]/.test(path));
});

test('the same thing under another logical ID is refused', () => {
  expect(IDENTIFIED.length).toBeGreaterThan(500);
  const silent = IDENTIFIED.filter((type) => {
    const resource = { Type: type, Properties: Object.fromEntries((factsOf(type).key ?? []).map((name) => [name, `the-${name}`])), ...KEPT };
    return !rulesOf(judged(stage({ Old: resource }), stage({ New: resource }))).includes('name-taken');
  });
  expect(silent).toEqual([]);
});

test('every natural key is made of properties that the type has', () => {
  const wrong = Object.entries(NATURAL_KEYS).flatMap(([type, { key }]) => key.filter((path) => {
    const [name = ''] = path.split(/[.?=]/);
    return !placesAt(rowOf(type)?.properties ?? 0)?.has(name);
  }).map((path) => `${type} ${path}`));
  expect(wrong).toEqual([]);
});

/** Every place at which a kind of loss is looked for: what the next type adds shows here by itself. */
function placesNamed(pattern: RegExp, wanted: readonly string[] | undefined, except: readonly string[] = []): readonly string[] {
  const below = (code: Place['below'], path: readonly string[]): readonly string[] => {
    if (path.length > 6) return [];
    const item = itemOf(code);
    if (item !== undefined) return below(item, path);
    return [...placesAt(code) ?? []].filter(([, { replaces }]) => replaces !== 'yes').flatMap(([name, place]) => (
      pattern.test(name) ? [[...path, name].join('.')] : below(place.below, [...path, name])));
  };
  return TYPES.filter((type) => factsOf(type).stateful && (wanted?.includes(type) ?? true) && !except.includes(type))
    .flatMap((type) => below(rowOf(type)?.properties ?? 0, []).map((path) => `${type} ${path}`));
}

test('each kind of loss is about a property that some type has', () => {
  for (const { name, types, except } of LOSSES) expect([name, placesNamed(name, types, except).length]).not.toEqual([name, 0]);
});

const PERIODS = placesNamed(/Retention(Period|PeriodInDays|PeriodHours|InDays|Days|Limit)$/, undefined, ['AWS::Lambda::Function'])
  .map((place) => place.split(' ') as [type: string, path: string]).filter(([, path]) => !path.includes('.') && !/Manual|Final/.test(path));

test.each(PERIODS)('%s: a shorter %s deletes sooner, a value that is not known cannot be told', (type, property) => {
  const [long, short, unknown] = [{ [property]: 30 }, { [property]: 7 }, { [property]: { Ref: 'AWS::NotificationARNs' } }];
  expect(rulesOf(judged(one(type, long), one(type, short)))).toContain('data-expiry');
  expect(rulesOf(judged(one(type, long), one(type, unknown)))).toContain('data-expiry');
  expect(rulesOf(judged(one(type, short), one(type, long)))).not.toContain('data-expiry');
});

const PROTECTED = placesNamed(/^DeletionProtection(Enabled)?$/, undefined).map((place) => place.split(' ') as [string, string])
  .filter(([type, path]) => !path.includes('.') && type !== 'AWS::AutoScaling::AutoScalingGroup');

test.each(PROTECTED)('%s: %s that is switched off protects less', (type, property) => {
  const on = type === 'AWS::Cognito::UserPool' ? 'ACTIVE' : true;
  expect(rulesOf(judged(one(type, { [property]: on }), one(type, {})))).toContain('weakened');
  expect(rulesOf(judged(one(type, {}), one(type, { [property]: on })))).not.toContain('weakened');
});

test('each weaker protection is about a property that some type has', () => {
  const namesOf = (type: string): readonly string[] => [...placesAt(rowOf(type)?.properties ?? 0)?.keys() ?? []];
  const has = (type: string, name: RegExp): boolean => namesOf(type).some((property) => name.test(property));
  for (const { name, types } of WEAKENING) expect((types ?? TYPES).some((type) => has(type, name))).toBe(true);
});

/** Types some of whose defaults the registry says in words only: each is from the page of the type. */
const NOT_IN_REGISTRY = /^AWS::(ApiGatewayV2|CertificateManager|Cognito|DynamoDB|Events|IAM|KMS|Lambda|Logs|S3|SNS|SQS|SSM)::/;

test('no default that the comparison assumes contradicts the registry', () => {
  const assumed = Object.entries(SHAPES).flatMap(([type, { defaults = {} }]) =>
    Object.entries(defaults).map(([name, value]) => ({ type, name, value: String(value as string) })));
  const registered = (type: string, name: string): string | undefined => rowOf(type)?.defaults?.[name];
  const contradicted = assumed.filter(({ type, name, value }) => (registered(type, name) ?? value) !== value);
  expect(contradicted).toEqual([]);
  expect(assumed.filter(({ type, name }) => registered(type, name) === undefined && !NOT_IN_REGISTRY.test(type))).toEqual([]);
  expect(assumed.filter(({ type, name }) => placesAt(rowOf(type)?.properties ?? 0)?.has(name) !== true)).toEqual([]);
});

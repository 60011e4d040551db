import * as fc from 'fast-check';
import { stageOf, type StageSketch } from './support/judged';
import type { Finding } from '../../src/plan/judge';
import { makePlan } from '../../src/plan/plan';
import { factsOf, isCustom } from '../../src/plan/rules/facts';
import { LOSSES } from '../../src/plan/rules/losses';
import { allTypes, placesAt, rowOf } from '../../src/plan/rules/registry';
import { WEAKENING } from '../../src/plan/rules/weakening';

type Resource = Readonly<Record<string, unknown>> & { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
type Resources = Readonly<Record<string, Resource>>;

/** Types whose changes are judged by rules of their own, which other tests are about. */
const OWN = /^AWS::(CloudFormation::|Serverless::|Cognito::UserPool$|Cognito::UserPoolClient$|DynamoDB::|KMS::Key$|SSM::Parameter$|CDK::)/;
const TYPES = allTypes().filter((type) => !OWN.test(type) && !isCustom(type));

/** A resource with everything that identifies it, and everything that a template must have. */
function resourceOf(type: string, id: string): Resource {
  const { required, key = [] } = factsOf(type);
  const names = [...new Set([...required, ...key.map((path) => path.split(/[.?=]/)[0] ?? '')])].filter((name) => placesAt(rowOf(type)?.properties ?? 0)?.has(name));
  return { Type: type, Properties: Object.fromEntries(names.map((name) => [name, `${id}-${name}`.toLowerCase()])) };
}

/** How the tools that write foreign templates call and mark their resources. */
const SHAPES: Readonly<Record<string, (id: string, resource: Resource) => readonly [string, Resource]>> = {
  cdk: (id, resource) => [`${id}5CB7618A`, { ...resource, UpdateReplacePolicy: 'Retain', DeletionPolicy: 'Retain', Metadata: { 'aws:cdk:path': `Stack/${id}/Resource` } }],
  serverless: (id, resource) => [`${id}LambdaResource`, resource],
  sam: (id, resource) => [id, { ...resource, Metadata: { SamResourceId: id } }],
};

interface Case {
  readonly shape: string;
  readonly types: readonly string[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  shape: fc.constantFrom(...Object.keys(SHAPES)),
  types: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 2, maxLength: 5 }),
});

function resourcesOf({ shape, types }: Case): Resources {
  return Object.fromEntries(types.map((type, at) => SHAPES[shape]?.(`R${at}`, resourceOf(type, `r${at}`)) ?? ['', resourceOf(type, '')]));
}

/** Whether what identifies the type is in texts that the templates here write. */
function isKeyed(type: string): boolean {
  return factsOf(type).key?.every((path) => !path.includes('.')) ?? false;
}

const KEPT: Resource = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

function reasons(before: Resources, after: Resources, elsewhere: Resources = {}): readonly Finding[] {
  const stage = (one: Resources, two: Resources): StageSketch => ({
    'shop-main': { Resources: { Kept: KEPT, ...one } as never, Parameters: { Given: { Type: 'String' } } },
    'more-main': { Resources: { Also: { ...KEPT, Properties: { TopicName: 'also' } }, ...two } as never },
  });
  const [deployed, target] = [stageOf(stage(before, {})), stageOf(stage(after, elsewhere))];
  return makePlan({ deployed, target, existing: [], accept: new Set(), dropLeftovers: false }).reasons;
}

const first = (resources: Resources): readonly [string, Resource] => Object.entries(resources)[0] as [string, Resource];
const without = (resources: Resources, id: string): Resources =>
  Object.fromEntries(Object.entries(resources).filter(([name]) => name !== id));
const setting = (resource: Resource, name: string, value: unknown): Resource =>
  ({ ...resource, Properties: { ...resource.Properties, [name]: value } });
const RUNS = { numRuns: 250 };

test('a template beside itself has nothing to refuse', () => {
  fc.assert(fc.property(cases, (one) => {
    expect(reasons(resourcesOf(one), resourcesOf(one))).toEqual([]);
  }), RUNS);
});

test('a resource that is deleted is asked about, unless a row says that its type holds nothing', () => {
  fc.assert(fc.property(cases, (one) => {
    const all = resourcesOf(one);
    const [id, { Type }] = first(all);
    const found = reasons(all, without(all, id)).filter(({ subject }) => subject === id).map(({ rule }) => rule);
    if (factsOf(Type).nothing) expect(found.filter((rule) => rule !== 'weakened')).toEqual([]);
    else expect(found).toContain('removal');
  }), RUNS);
});

test('a resource under another logical ID is refused, if AWS knows it by what the template writes', () => {
  fc.assert(fc.property(cases, (one) => {
    const all = resourcesOf(one);
    const [id, resource] = first(all);
    const { nothing } = factsOf(resource.Type);
    const found = reasons(all, { ...without(all, id), Renamed: resource });
    if (isKeyed(resource.Type)) expect(found.map(({ rule }) => rule)).toContain('name-taken');
    else if (!nothing) expect(found.map(({ rule }) => rule)).toContain('removal');
  }), RUNS);
});

test('a resource in another stack is refused, asked about, or taken over by import', () => {
  fc.assert(fc.property(cases, (one) => {
    const all = resourcesOf(one);
    const [id, resource] = first(all);
    const { nothing } = factsOf(resource.Type);
    const plan = makePlan({
      deployed: stageOf({ 'shop-main': { Resources: { Kept: KEPT, ...all } as never }, 'more-main': { Resources: { Also: KEPT } as never } }),
      target: stageOf({ 'shop-main': { Resources: { Kept: KEPT, ...without(all, id) } as never }, 'more-main': { Resources: { Also: KEPT, [id]: resource } as never } }),
      existing: [],
      accept: new Set(),
      dropLeftovers: false,
    });
    const isImported = plan.adoptions.adoptions.some(({ logicalId }) => logicalId === id);
    if (!isImported && (isKeyed(resource.Type) || !nothing)) expect(plan.reasons).not.toEqual([]);
  }), RUNS);
});

test('a property that changes is refused, asked about, or changes in place', () => {
  fc.assert(fc.property(cases, fc.nat(), fc.constantFrom('two', { Ref: 'Given' }), (one, at, value) => {
    const all = resourcesOf(one);
    const [id, resource] = first(all);
    const places = [...placesAt(rowOf(resource.Type)?.properties ?? 0) ?? []];
    const [name, place] = places[at % Math.max(places.length, 1)] ?? [];
    if (name === undefined || place === undefined || name === factsOf(resource.Type).tags) return;
    const found = reasons({ ...all, [id]: setting(resource, name, 'one') }, { ...all, [id]: setting(resource, name, value) }).filter(({ subject }) => subject === id);
    const isKind = [...LOSSES, ...WEAKENING].some((row) => row.name.test(name));
    const { nothing } = factsOf(resource.Type);
    if (place.replaces !== 'no' && !nothing) expect(found).not.toEqual([]);
    // What changes in place is never refused: the owner may decide.
    if (place.replaces === 'no' && !isKind) expect(found.filter(({ accept, rule }) => accept === undefined && rule !== 'name-taken')).toEqual([]);
  }), RUNS);
});

test('a property that no source has is asked about, unless its type holds nothing', () => {
  fc.assert(fc.property(cases, (one) => {
    const all = resourcesOf(one);
    const [id, resource] = first(all);
    const found = reasons(all, { ...all, [id]: setting(resource, 'PropertyOfTomorrow', 'x') }).map(({ rule }) => rule);
    expect(found).toEqual(factsOf(resource.Type).nothing ? [] : ['unknown-property']);
  }), RUNS);
});

test('a policy that no longer retains what may hold something is asked about', () => {
  fc.assert(fc.property(cases, (one) => {
    const all = resourcesOf({ ...one, shape: 'cdk' });
    const weaker = Object.fromEntries(Object.entries(all).map(([id, resource]) => [id, { ...resource, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }]));
    const asked = new Set(reasons(all, weaker).filter(({ rule }) => rule === 'weakened').map(({ subject }) => subject));
    expect([...asked].sort()).toEqual(Object.entries(all).filter(([, { Type }]) => factsOf(Type).stateful).map(([id]) => id).sort());
  }), RUNS);
});

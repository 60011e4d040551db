import * as cdk from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { definitionOf, isOwn, JsiiType, Member, membersOf, shortName } from './assembly';
import { OBJECTS } from './objects';
import { Recipe } from './recipe';
import { keyFor, textsOf } from './texts';
import * as library from '../../src';

const NUMBERS = [0, 1, 2, 5, 8, 10, 12, 30, 60, 100, 128, 1000, 2000, 10_000];
const OTHER_KEYS = ['Sync', 'Data', 'stripe', '__proto__', ''];

/** Values of a type as its declaration allows them: whether the library takes each is its own business. */
export function validOf(type: JsiiType, name: string): fc.Arbitrary<Recipe> {
  if (type.collection?.kind === 'array') {
    return fc.uniqueArray(validOf(type.collection.elementtype, name), { minLength: 1, maxLength: 2, selector: ({ text }) => text }).map(Recipe.list);
  }
  if (type.collection) {
    return fc.tuple(fc.constantFrom(keyFor(name), keyFor(name), ...OTHER_KEYS), validOf(type.collection.elementtype, name))
      .map(([key, value]) => Recipe.record({ [key]: value }));
  }
  if (type.union) return fc.oneof(...type.union.types.map((one) => validOf(one, name)));
  if (type.fqn) return namedOf(type.fqn);
  if (type.primitive === 'boolean') return fc.boolean().map(Recipe.of);
  if (type.primitive === 'number') return fc.constantFrom(...NUMBERS).map(Recipe.of);
  if (type.primitive === 'string') return fc.constantFrom(...textsOf(name)).map(Recipe.of);
  return fc.jsonValue({ maxDepth: 1 }).map(Recipe.of);
}

function namedOf(fqn: string): fc.Arbitrary<Recipe> {
  if (fqn in OBJECTS) return fc.constantFrom(...OBJECTS[fqn]);
  const values = enumValues(fqn);
  if (values) return fc.constantFrom(...values).map(Recipe.of);
  if (definitionOf(fqn)?.datatype) return structOf(fqn);
  throw new Error(`add an arbitrary for ${fqn} in test/fuzz/objects.ts`);
}

/** An enum is a plain object, its members numbers or strings; a numeric one has its names among its values. */
function enumValues(fqn: string): readonly (string | number)[] | undefined {
  const path = fqn.split('.').slice(1);
  const members = path.reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], isOwn(fqn) ? library : cdk);
  if (typeof members !== 'object' || members === null) return undefined;
  return Object.entries(members as Readonly<Record<string, string | number>>).flatMap(([name, value]) => (/^\d+$/.test(name) ? [] : [value]));
}

/** What must be said, and some of what may be. */
export function structOf(fqn: string): fc.Arbitrary<Recipe> {
  const members = membersOf(fqn);
  const required = members.filter(({ optional }) => !optional);
  const optional = members.filter((member) => member.optional);
  return fc.subarray([...optional], { maxLength: Math.min(3, optional.length) }).chain((chosen) => recordOf([...required, ...chosen]));
}

/** Only what must be said, in values that go together. */
function requiredOf(fqn: string): Recipe {
  const required = membersOf(fqn).filter(({ optional }) => !optional);
  return Recipe.record(Object.fromEntries(required.map((member) => [member.name, firstOf(member.type, member.name)])));
}

/** The first of each list of values is one that every construct takes. */
export function firstOf(type: JsiiType, name: string): Recipe {
  if (type.collection?.kind === 'array') return Recipe.list([firstOf(type.collection.elementtype, name)]);
  if (type.collection) return Recipe.record({ [keyFor(name)]: firstOf(type.collection.elementtype, name) });
  if (type.primitive === 'string') return Recipe.of(textsOf(name)[0]);
  if (type.primitive === 'number') return Recipe.of(10);
  if (type.primitive === 'boolean') return Recipe.of(true);
  if (!type.fqn) return Recipe.of('x');
  if (/(retention|gracePeriod)$/i.test(name) && type.fqn === 'aws-cdk-lib.Duration') return new Recipe('30 days', () => cdk.Duration.days(30));
  if (type.fqn in OBJECTS) return OBJECTS[type.fqn][0];
  const values = enumValues(type.fqn);
  if (values) return Recipe.of(values[0]);
  if (definitionOf(type.fqn)?.datatype) return requiredOf(type.fqn);
  throw new Error(`add an arbitrary for ${shortName(type.fqn)} in test/fuzz/objects.ts`);
}

const recordOf = (members: readonly Member[]): fc.Arbitrary<Recipe> => (
  fc.tuple(...members.map(({ type, name }) => validOf(type, name)))
    .map((recipes) => Recipe.record(Object.fromEntries(recipes.map((recipe, index) => [members[index].name, recipe])))));

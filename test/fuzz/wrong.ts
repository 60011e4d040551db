import * as fc from 'fast-check';
import { JsiiType } from './assembly';
import { TOKENS } from './objects';
import { Recipe } from './recipe';

const circular: Record<string, unknown> = {};
circular.self = circular;

/** What callers without types pass, by the type that it has. */
const VALUES: Readonly<Record<string, readonly Recipe[]>> = {
  nothing: [Recipe.of(null)],
  boolean: [Recipe.of(true), Recipe.of(false)],
  number: [0, -1, 1.5, NaN, Infinity, 1e21, Number.MAX_SAFE_INTEGER].map(Recipe.of).concat(TOKENS.number),
  string: ['', ' ', 'yes', '42', 'x'.repeat(3000), 'a\u0000b\nc', '🙂', '__proto__', '*', '../..', '${AWS::Region}', '{{resolve:ssm:x}}', '<b>&"\''].map(Recipe.of)
    .concat(TOKENS.string),
  list: [[], [null], [undefined], [{}], [[]], ['']].map(Recipe.of).concat(TOKENS.list),
  object: [{}, { constructor: null }, Object.create(null), new Date(0), new Map(), new Proxy({}, {})].map(Recipe.of)
    .concat(new Recipe('a circular object', () => circular), new Recipe('a promise', () => Promise.resolve(1)), TOKENS.object),
  other: [
    new Recipe('() => 1', () => () => 1), Recipe.of(Symbol('x')), Recipe.of(10n), new Recipe('class X', () => class X {}),
  ],
};

/** Types that values of a declared type can have: what else is passed has to be refused. */
export function allows(type: JsiiType): readonly string[] {
  // Many a caller says by null that an option is left out.
  if (type.collection) return ['nothing', type.collection.kind === 'array' ? 'list' : 'object'];
  if (type.fqn) return ['nothing', 'object', 'string', 'number'];
  return type.primitive && type.primitive in VALUES ? ['nothing', type.primitive] : Object.keys(VALUES);
}

/** Values that are odd for the type, and values of any other type. */
export function strange(): fc.Arbitrary<readonly [string, Recipe]> {
  return fc.oneof(...Object.entries(VALUES).map(([kind, recipes]) => fc.constantFrom(...recipes).map((recipe) => [kind, recipe] as const)));
}

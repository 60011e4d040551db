import { CORE_SCHEMA, defineMappingTag, defineScalarTag, defineSequenceTag, intCoreTag, load, NOT_RESOLVED, type TagDefinition } from 'js-yaml';
import type { Json } from './json';

/** Short forms whose long form is not `Fn::` and the name. */
const BARE = ['Ref', 'Condition'];
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'GetStackOutput', 'If',
  'ImportValue', 'Join', 'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll',
];

/** Reads YAML as CloudFormation does: its tags become the long form, and nothing else is read into a text. */
export function parseYaml(text: string): Json {
  return load(text, { schema: SCHEMA, maxDepth: 100 }) as Json;
}

function shortForm(name: string): TagDefinition[] {
  const key = BARE.includes(name) ? name : `Fn::${name}`;
  const never = (): boolean => false;
  return [
    defineScalarTag(`!${name}`, { identify: never, resolve: (text) => ({ [key]: name === 'GetAtt' ? attributeOf(text) : text }) }),
    defineSequenceTag<Json[], Json>(`!${name}`, {
      identify: never,
      create: () => [],
      addItem: (items, item) => { items.push(item as Json); },
      finalize: (items) => ({ [key]: items }),
    }),
    defineMappingTag<Map<string, Json>, Json>(`!${name}`, {
      identify: never,
      create: () => new Map(),
      addPair: (pairs, pairKey, value) => { pairs.set(String(pairKey), value as Json); return ''; },
      has: (pairs, pairKey) => pairs.has(String(pairKey)),
      keys: () => [],
      get: () => undefined,
      finalize: (pairs) => ({ [key]: Object.fromEntries(pairs) }),
    }),
  ];
}

/** `!GetAtt Table.Arn`: the logical ID ends at the first dot, an attribute may hold more of them. */
function attributeOf(text: string): Json {
  const dot = text.indexOf('.');
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}

/**
 * YAML would read an account number as a number and drop its leading zeros, and no text would say so:
 * such a scalar has to be quoted.
 */
const INTEGER = defineScalarTag<number>(intCoreTag.tagName, {
  ...intCoreTag,
  resolve: (text, isExplicit, tagName) => {
    const value = intCoreTag.resolve(text, isExplicit, tagName);
    if (value !== NOT_RESOLVED && (/^[-+]?\d{12}$/.test(text) || /^[-+]?0\d/.test(text) || !Number.isSafeInteger(value))) {
      throw new Error(`${text} would be read as a number; an account number is a text: write '${text}' in quotes`);
    }
    return value;
  },
});

const SCHEMA = CORE_SCHEMA.withTags(INTEGER, [...BARE, ...FUNCTIONS].flatMap(shortForm));

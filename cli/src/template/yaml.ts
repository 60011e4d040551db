import {
  boolYaml11Tag, CORE_SCHEMA, defineMappingTag, defineScalarTag, defineSequenceTag, floatYaml11Tag, intYaml11Tag, load, NOT_RESOLVED, nullYaml11Tag,
  type TagDefinition,
} from 'js-yaml';
import type { Json } from './json';

/** Short forms whose long form is not `Fn::` and the name. */
const BARE = ['Ref', 'Condition'];
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt', 'GetStackOutput', 'If',
  'ImportValue', 'Join', 'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll',
];

/**
 * Reads YAML as CloudFormation does: by YAML 1.1, in which `yes`, `no`, `on` and `off` are booleans, `0300` is 192 and `1:30` is 90.
 * Its tags become the long form. Dates stay text.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
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

/** Refuses a number that is meant as text, such as an account number, whose leading zeros would be lost. */
const INTEGER = defineScalarTag<number>(intYaml11Tag.tagName, {
  ...intYaml11Tag,
  resolve: (text, isExplicit, tagName) => {
    const value = intYaml11Tag.resolve(text, isExplicit, tagName);
    if (/^[-+]?\d{12}$/.test(text) || /^[-+]?0\d*[89]/.test(text) || value !== NOT_RESOLVED && !Number.isSafeInteger(value)) {
      throw new Error(`${text} would be read as a number; an account number is a text: write '${text}' in quotes`);
    }
    return value;
  },
});

/** YAML 1.1 also names `y` and `n`, which no parser in use reads as booleans. */
const BOOLEAN = defineScalarTag<boolean>(boolYaml11Tag.tagName, {
  ...boolYaml11Tag,
  resolve: (text, isExplicit, tagName) => /^[yn]$/i.test(text) ? NOT_RESOLVED : boolYaml11Tag.resolve(text, isExplicit, tagName),
});

const SCHEMA = CORE_SCHEMA.withTags(nullYaml11Tag, BOOLEAN, INTEGER, floatYaml11Tag, [...BARE, ...FUNCTIONS].flatMap(shortForm));

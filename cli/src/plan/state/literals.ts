import type { ResourceView, StackView } from './view';
import { hasSymbol, isList, isObject, namesIn, objectOf, referencesIn, type Json } from '../../template';

/** Shorter values are words that may mean anything. */
const SHORTEST_ID = 6;

/** A place at which a template writes an ID or an ARN instead of a reference. */
export interface LiteralReader {
  readonly stack: string;
  readonly logicalId: string;
  readonly property: string;
}

/** Values by which templates name a resource without a reference: its ARN, and the IDs that outputs of its deployed stack show. */
export function literalsOf({ logicalId, name }: ResourceView, { resolver, state }: StackView): readonly string[] {
  const known = [resolver.value({ Ref: logicalId }), resolver.value({ 'Fn::GetAtt': [logicalId, 'Arn'] })];
  const observed = Object.entries(state.observedValues).filter(([key]) => key === logicalId || key.startsWith(`${logicalId}.`)).map(([, value]) => value);
  return [...new Set([
    ...known.filter((value): value is string => typeof value === 'string' && value.startsWith('arn:') && !hasSymbol(value)),
    ...observed.filter((value) => value !== name && value.length >= SHORTEST_ID),
  ])];
}

/** Every place of the stacks, by each ID and ARN that it writes. */
export function literalReaders(views: readonly StackView[], wanted: ReadonlySet<string>): ReadonlyMap<string, readonly LiteralReader[]> {
  const found = new Map<string, LiteralReader[]>();
  if (wanted.size === 0) return found;
  for (const { state: { name: stack }, resources } of views) {
    for (const { logicalId, properties, raw } of resources.values()) {
      for (const [property, value] of Object.entries(properties)) {
        for (const literal of literalsIn(value, objectOf(raw.Properties)[property] ?? null, wanted)) {
          found.set(literal, [...found.get(literal) ?? [], { stack, logicalId, property }]);
        }
      }
    }
  }
  return found;
}

/** The wanted values in a value. Where the template refers to something, only its own words count: the rest follows the reference. */
function literalsIn(value: Json, raw: Json, wanted: ReadonlySet<string>): ReadonlySet<string> {
  if (typeof value === 'string') {
    const texts = isReference(raw) ? textsIn(raw) : [value];
    return new Set(texts.flatMap(candidatesIn).filter((one) => wanted.has(one)));
  }
  const inner = isList(value) ? value.map((item, index) => [item, isList(raw) ? raw[index] ?? null : raw] as const)
    : isObject(value) ? Object.entries(value).map(([key, item]) => [item, isObject(raw) ? raw[key] ?? raw : raw] as const) : [];
  return new Set(inner.flatMap(([item, written]) => [...literalsIn(item, written, wanted)]));
}

function isReference(raw: Json): boolean {
  if (typeof raw === 'string') return false;
  const { imports, stackOutputs } = referencesIn(raw);
  return imports.length + stackOutputs.length > 0 || [...namesIn(raw)].some((name) => !name.startsWith('AWS::'));
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return isList(value) ? value.flatMap(textsIn) : isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The parts of a text that may be an ID, and its beginnings that may be an ARN: `arn:…:table/orders/index/*` names a table. */
export function candidatesIn(text: string): readonly string[] {
  const ends = text.startsWith('arn:') ? [...text.matchAll(/[/:]/g)].map(({ index }) => text.slice(0, index)) : [];
  return [text, ...ends, ...text.split(/[^\w-]+/)];
}

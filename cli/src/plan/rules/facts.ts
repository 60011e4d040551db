import { EFFECTS, type Effect } from './effects';
import { nothingRow, type NothingRow } from './holds-nothing';
import { NATURAL_KEYS, NO_KEY } from './natural-keys';
import { itemOf, placesAt, rowOf, type Place } from './registry';
import { STATEFUL } from './stateful';
import { isList, isObject, type Json } from '../../template';

/** Facts about a resource type. */
export interface TypeFacts {
  /** True if the registry or the specification has the type. */
  readonly known: boolean;
  /** True if the resource holds data, is known to others by its ID, or no source says that it does neither. */
  readonly stateful: boolean;
  /** Why it may never be replaced; absent where nobody says so. */
  readonly holds?: string;
  /** The row that says that it holds nothing. */
  readonly nothing?: NothingRow;
  /** The property that holds its tags. */
  readonly tags?: string;
  /** The property that holds its physical name. */
  readonly name?: string;
  /** Properties by which `aws cloudformation` and `cdk import` identify the resource. */
  readonly identifiers: readonly string[];
  /** Paths of the properties that distinguish two resources of the type. Undefined if two can be equal, empty if an account has only one. */
  readonly key?: readonly string[];
  /** Attributes that only AWS sets. */
  readonly attributes: readonly string[];
  /** Properties that a template must have. */
  readonly required: readonly string[];
  /** True if CloudFormation deletes the old resource before it creates the new one. */
  readonly deletedFirst: boolean;
}

/** Effect of a change, with its reason. */
export interface Consequence {
  readonly effect: Effect;
  readonly because: string;
}

/** Types whose name the specification data do not give as their identifier. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::Events::Rule': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
};

const NONE: Consequence = { effect: 'update', because: '' };
const SEVERITY: readonly Effect[] = ['update', 'unknown', 'interrupt', 'replace', 'refuse'];

const facts = new Map<string, TypeFacts>();

/** The facts of a type; the data file is read once, and only when something is compared. */
export function factsOf(type: string): TypeFacts {
  const known = facts.get(type);
  if (known) return known;
  const row = rowOf(type);
  const identifiers = row?.id ?? [];
  const [only = ''] = identifiers;
  const properties = placesAt(row?.properties ?? 0);
  const nothing = nothingRow(type);
  const holds = holdsOf(type);
  const name = NAMES[type] ?? (identifiers.length === 1 && properties?.has(only) === true ? only : undefined);
  const key = NO_KEY.has(type) ? undefined : NATURAL_KEYS[type]?.key ?? row?.key ?? (name === undefined ? undefined : [name]);
  const result: TypeFacts = {
    known: row !== undefined,
    stateful: holds !== undefined || (!isCustom(type) && nothing === undefined),
    ...holds === undefined ? {} : { holds },
    ...nothing === undefined || holds !== undefined ? {} : { nothing },
    ...row?.tags === undefined ? {} : { tags: row.tags },
    ...name === undefined ? {} : { name },
    identifiers,
    ...key === undefined ? {} : { key },
    attributes: row?.ro ?? [],
    required: row?.req ?? [],
    deletedFirst: row?.first === 'delete',
  };
  facts.set(type, result);
  return result;
}

function holdsOf(type: string): string | undefined {
  return STATEFUL.find((row) => row.type === type)?.because ?? (rowOf(type)?.stateful ? 'it holds data' : undefined);
}

/** Returns the effect of a difference at a path. Adding or removing a block has the strictest effect of its parts. */
export function effectOf(type: string, path: readonly string[], before?: Json, after?: Json): Consequence {
  const [property = ''] = path;
  const own = EFFECTS.find((row) => row.property === property && (row.type === type || row.type === 'Custom::*' && isCustom(type)));
  if (own) return { effect: own.effect, because: own.because };
  const row = rowOf(type);
  return row ? along(row.properties, path, [], [before, after]) : NONE;
}

/** Follows a path; the first place that decides is what counts. */
function along(code: Place['below'], [name, ...rest]: readonly string[], done: readonly string[], values: readonly (Json | undefined)[]): Consequence {
  if (name === undefined) return strictest(values.map((value) => below(code, value, done)));
  const item = itemOf(code);
  if (item !== undefined) return along(item, rest, [...done, name], values);
  const places = placesAt(code);
  // A transform is judged by what it would make.
  if (!places || name.startsWith('Fn::')) return NONE;
  const place = places.get(name);
  const path = [...done, name];
  if (!place) return { effect: 'unknown', because: `neither the registry nor the service specification has ${path.join('.')}` };
  const here = consequenceAt(place, path);
  return here.effect === 'update' ? along(place.below, rest, path, values) : here;
}

/** Returns the combined effect of all parts of a value that exists only before or only after. */
function below(code: Place['below'], value: Json | undefined, path: readonly string[]): Consequence {
  const item = itemOf(code);
  if (isList(value)) return item === undefined ? NONE : strictest(value.map((one) => below(item, one, path)));
  if (!isObject(value)) return NONE;
  if (item !== undefined) return strictest(Object.values(value).map((one) => below(item, one, path)));
  const places = placesAt(code);
  return strictest(Object.entries(value).map(([name, inner]) => {
    const place = places?.get(name);
    if (!place) return NONE;
    const here = consequenceAt(place, [...path, name]);
    return here.effect === 'update' ? below(place.below, inner, [...path, name]) : here;
  }));
}

function consequenceAt({ replaces, source }: Place, path: readonly string[]): Consequence {
  const only = source === undefined ? '' : `; only ${source} says so, and the stricter one counts`;
  switch (replaces) {
    case 'yes': return { effect: 'replace', because: `${path.join('.')} cannot change in place${only}` };
    case 'maybe': return { effect: 'interrupt', because: `AWS calls an update of ${path.join('.')} "Some interruptions", and replaces the resource under some conditions${only}` };
    case 'no': return NONE;
  }
}

/** The one of several that does most. */
export function strictest(all: readonly Consequence[]): Consequence {
  return all.reduce((worst, one) => SEVERITY.indexOf(one.effect) > SEVERITY.indexOf(worst.effect) ? one : worst, NONE);
}

/** Returns true if the owner's own handler decides the effect of an update. */
export function isCustom(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

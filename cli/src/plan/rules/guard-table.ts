import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { effectOf, factsOf } from './facts';
import { IDENTITIES } from './identities';
import { SHAPES } from './shapes';
import { STATEFUL } from './stateful';
import type { Json } from '../../template';

/** What the library's `ListBackupUpgradeGuard` knows of a stateful type. */
export interface GuardRow {
  /** The property that holds the physical name. */
  readonly name?: string;
  /** Whether `Ref` gives that name. */
  readonly ref?: true;
  /** Properties, or paths below one, whose change replaces the resource or may do so. */
  readonly replaces?: readonly string[];
  /** Properties whose change AWS refuses. */
  readonly refuses?: readonly string[];
  /** What AWS assumes where one of those properties is not written. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** Those of the properties that are sets, so that their order says nothing. */
  readonly sets?: readonly string[];
}

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type Properties = ReturnType<typeof resourceOf>['properties'];

/** No stateful type has a replacing property further down; definitions that hold themselves have to end somewhere. */
const MAX_DEPTH = 4;

/** A layer's version is replaced with every change by design, so that guarding it would refuse every new code. */
const REPLACED_BY_DESIGN: ReadonlySet<string> = new Set(['AWS::Lambda::LayerVersion']);

/** The rules of every stateful type, by type: what the library carries, since it has no dependency that could tell. */
export function guardTable(): Readonly<Record<string, GuardRow>> {
  const database = loadAwsServiceSpecSync();
  const types = [...database.all('resource').map(({ cloudFormationType }) => cloudFormationType), ...STATEFUL.map(({ type }) => type)];
  const stateful = [...new Set(types)].filter((type) => factsOf(type).stateful && !REPLACED_BY_DESIGN.has(type)).sort();
  return Object.fromEntries(stateful.map((type) => [type, rowOf(database, type)]));
}

/** The table as the library keeps it: a line a type. */
export function guardTableText(): string {
  const lines = Object.entries(guardTable()).map(([type, row]) => `  ${JSON.stringify(type)}: ${JSON.stringify(row)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function rowOf(database: Database, type: string): GuardRow {
  const { name, identifiers, known } = factsOf(type);
  const paths = known ? pathsOf(database, type, resourceOf(database, type).properties) : [];
  const withEffect = (effect: string): string[] => paths.filter((path) => effectOf(type, path).effect === effect).map((path) => path.join('.')).sort();
  const [replaces, refuses] = [withEffect('replace'), withEffect('refuse')];
  const decides = (property: string): boolean => [...replaces, ...refuses].includes(property);
  const { defaults = {}, sets = [] } = SHAPES[type] ?? {};
  const identity = IDENTITIES[type];
  const ref = name !== undefined && (identity ? identity.ref === `{${name}}` : identifiers.includes(name));
  const ownDefaults = Object.fromEntries(Object.entries(defaults).filter(([property]) => decides(property)));
  const ownSets = sets.filter(decides);
  return {
    ...name === undefined ? {} : { name },
    ...ref ? { ref } : {},
    ...replaces.length === 0 ? {} : { replaces },
    ...refuses.length === 0 ? {} : { refuses },
    ...Object.keys(ownDefaults).length === 0 ? {} : { defaults: ownDefaults },
    ...ownSets.length === 0 ? {} : { sets: ownSets },
  };
}

/** Every property, and below one that changes in place what does not; never inside lists, as their items come and go. */
function pathsOf(database: Database, type: string, properties: Properties, above: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, { type: kind }]) => {
    const path = [...above, name];
    if (kind.type !== 'ref' || above.length === MAX_DEPTH || effectOf(type, path).effect !== 'update') return [path];
    return pathsOf(database, type, database.get('typeDefinition', kind.reference.$ref).properties, path);
  });
}

function resourceOf(database: Database, type: string) {
  return database.lookup('resource', 'cloudFormationType', 'equals', type).only();
}

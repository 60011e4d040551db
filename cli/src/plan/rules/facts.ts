import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { EFFECTS, type Effect } from './effects';
import { STATEFUL } from './stateful';

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type PropertyType = NonNullable<ReturnType<typeof resourceOf>>['properties'][string]['type'];

/** What is known about a resource type. */
export interface TypeFacts {
  /** Whether the specification data have it. */
  readonly known: boolean;
  /** Whether it holds something, or is known to others by its ID. */
  readonly stateful: boolean;
  /** The property that holds its tags. */
  readonly tags?: string;
  /** The property that holds its physical name. */
  readonly name?: string;
  /** What `aws cloudformation` and `cdk import` identify it by. */
  readonly identifiers: readonly string[];
  /** Properties without which AWS makes none. */
  readonly required: readonly string[];
  /** Attributes that only AWS sets. */
  readonly attributes: readonly string[];
}

/** Types whose name the specification data do not give as their identifier. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::Events::Rule': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
};

let database: Database | undefined;
const facts = new Map<string, TypeFacts>();

/** The facts of a type; the specification data are read once, and only when something is compared. */
export function factsOf(type: string): TypeFacts {
  const known = facts.get(type);
  if (known) return known;
  const resource = resourceOf(type);
  const identifiers = resource?.primaryIdentifier ?? [];
  const [only = ''] = identifiers;
  const result: TypeFacts = {
    known: resource !== undefined,
    stateful: (resource?.isStateful ?? false) || STATEFUL.some((row) => row.type === type),
    tags: resource?.tagInformation?.tagPropertyName,
    name: NAMES[type] ?? (identifiers.length === 1 && resource && Object.hasOwn(resource.properties, only) ? only : undefined),
    identifiers,
    required: Object.entries(resource?.properties ?? {}).filter(([, { required }]) => required).map(([property]) => property),
    attributes: Object.keys(resource?.attributes ?? {}).filter((name) => !Object.hasOwn(resource?.properties ?? {}, name)),
  };
  facts.set(type, result);
  return result;
}

/** What a change below a property does; each path is what differs, from the property down. */
export function effectOf(type: string, path: readonly string[]): { readonly effect: Effect; readonly because: string } {
  const [property = ''] = path;
  const own = EFFECTS.find((row) => row.property === property && (row.type === type || row.type === 'Custom::*' && isCustom(type)));
  if (own) return { effect: own.effect, because: own.because };
  const declared = resourceOf(type)?.properties[property];
  if (!declared) return { effect: 'update', because: '' };
  if (declared.causesReplacement === 'yes') return { effect: 'replace', because: `${property} cannot change in place` };
  if (declared.causesReplacement === 'maybe') return { effect: 'replace', because: `a change of ${property} may replace it` };
  return nestedEffect(declared.type, path.slice(1)) ? { effect: 'replace', because: `${path.join('.')} cannot change in place` } : { effect: 'update', because: '' };
}

/** Whether a handler of the owner's decides what an update does. */
export function isCustom(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

function nestedEffect(type: PropertyType, path: readonly string[]): boolean {
  if (path.length === 0) return false;
  switch (type.type) {
    case 'array':
    case 'map':
      return nestedEffect(type.element, path.slice(1));
    case 'union':
      return type.types.some((one) => nestedEffect(one, path));
    case 'ref': {
      const [name = '', ...rest] = path;
      const property = specification().get('typeDefinition', type.reference.$ref).properties[name];
      if (!property) return false;
      return (property.causesReplacement ?? 'no') !== 'no' || nestedEffect(property.type, rest);
    }
    default:
      return false;
  }
}

function resourceOf(type: string) {
  return specification().lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

function specification(): Database {
  database ??= loadAwsServiceSpecSync();
  return database;
}

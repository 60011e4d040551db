import type { Random } from './random';

/** JSON that is edited in place. */
export type Node = Record<string, unknown>;
/** The templates of a stage, by stack. */
export type Stage = Record<string, Sketch>;

interface Sketch {
  Resources: Record<string, Node & { Type: string }>;
  Outputs?: Record<string, Node>;
  [section: string]: unknown;
}

interface Spot {
  readonly holder: Node;
  readonly key: string;
}

interface Place {
  readonly stack: string;
  readonly id: string;
  readonly resource: Node & { Type: string };
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const INTRINSIC = /^(Ref|Condition|Fn::.*)$/;

/** Every place below a value that a mutation may change, without those inside a function call. */
function spots(value: unknown): readonly Spot[] {
  if (!isNode(value)) return [];
  return Object.keys(value).filter((key) => !INTRINSIC.test(key)).flatMap((key) => [{ holder: value, key }, ...spots(value[key])]);
}

function places(stage: Stage): readonly Place[] {
  return Object.entries(stage).flatMap(([stack, { Resources }]) => Object.entries(Resources).map(([id, resource]) => ({ stack, id, resource })));
}

/** Every reference to a logical ID of the stack gets another one. */
function rename(template: Sketch, from: string, to: string): Sketch {
  const text = JSON.stringify(template);
  const called = text.replaceAll(`{"Ref":"${from}"}`, `{"Ref":"${to}"}`).replaceAll(`{"Fn::GetAtt":["${from}",`, `{"Fn::GetAtt":["${to}",`)
    .replaceAll(`\${${from}}`, `\${${to}}`).replaceAll(`\${${from}.`, `\${${to}.`).replaceAll(`"DependsOn":"${from}"`, `"DependsOn":"${to}"`);
  const renamed = JSON.parse(called) as Sketch;
  renamed.Resources = Object.fromEntries(Object.entries(renamed.Resources).map(([id, resource]) => [id === from ? to : id, resource]));
  return renamed;
}

function takeReferences(template: Sketch, id: string): void {
  const refers = (value: unknown): boolean => {
    const text = JSON.stringify(value);
    return [`{"Ref":"${id}"}`, `{"Fn::GetAtt":["${id}",`, `{"Fn::GetAtt":"${id}.`, `\${${id}}`, `\${${id}.`].some((one) => text.includes(one));
  };
  for (const [key, output] of Object.entries(template.Outputs ?? {})) if (refers(output)) delete template.Outputs?.[key];
  for (const resource of Object.values(template.Resources)) {
    if ([resource.DependsOn].flat().includes(id)) delete resource.DependsOn;
    for (const [key, value] of Object.entries((resource.Properties ?? {}) as Node)) if (refers(value)) delete (resource.Properties as Node)[key];
  }
}

function spotOf(stage: Stage, random: Random, fits: (value: unknown) => boolean): Spot | undefined {
  const place = random.of(places(stage));
  return random.of(spots(place?.resource.Properties).filter(({ holder, key }) => fits(holder[key])));
}

function ofAnotherType(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? (value as unknown[])[0] ?? '' : { Ref: 'AWS::NoValue' };
}

const POLICIES = ['Retain', 'Delete', 'Snapshot', 'RetainExceptOnCreate'];

/** Ways to change a stage, each at a random place; a way that finds no place changes nothing. */
export const MUTATIONS: Readonly<Record<string, (stage: Stage, random: Random) => void>> = {
  'a property dropped': (stage, random) => {
    const spot = spotOf(stage, random, () => true);
    if (spot && Array.isArray(spot.holder)) spot.holder.splice(Number(spot.key), 1);
    else if (spot) delete spot.holder[spot.key];
  },
  'a text changed': (stage, random) => {
    const spot = spotOf(stage, random, (value) => typeof value === 'string');
    if (spot) spot.holder[spot.key] = `${String(spot.holder[spot.key])}x`;
  },
  'a number changed': (stage, random) => {
    const spot = spotOf(stage, random, (value) => typeof value === 'number');
    if (spot) spot.holder[spot.key] = random.of([1, Number(spot.holder[spot.key]) * 2, Number(spot.holder[spot.key]) + 1]);
  },
  'a switch turned': (stage, random) => {
    const spot = spotOf(stage, random, (value) => typeof value === 'boolean');
    if (spot) spot.holder[spot.key] = spot.holder[spot.key] === false;
  },
  'a value of another type': (stage, random) => {
    const spot = spotOf(stage, random, () => true);
    if (!spot) return;
    spot.holder[spot.key] = ofAnotherType(spot.holder[spot.key]);
  },
  'a value by condition': (stage, random) => {
    const place = random.of(places(stage));
    const spot = random.of(spots(place?.resource.Properties));
    const template = stage[place?.stack ?? ''];
    if (!spot || !template) return;
    template.Conditions = { ...template.Conditions as object, Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, random.of(['us-west-2', 'eu-west-1'])] } };
    spot.holder[spot.key] = { 'Fn::If': ['Here', spot.holder[spot.key], { Ref: 'AWS::NoValue' }] };
  },
  'a resource by condition': (stage, random) => {
    const place = random.of(places(stage));
    const template = stage[place?.stack ?? ''];
    if (!place || !template) return;
    template.Conditions = { ...template.Conditions as object, Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, random.of(['us-west-2', 'eu-west-1'])] } };
    place.resource.Condition = 'Here';
    if (JSON.stringify(template.Conditions).includes('eu-west-1')) takeReferences(template, place.id);
  },
  'another deletion policy': (stage, random) => {
    const place = random.of(places(stage));
    if (place) place.resource[random.of(['DeletionPolicy', 'UpdateReplacePolicy']) ?? ''] = random.of(POLICIES);
  },
  'no deletion policy': (stage, random) => {
    const place = random.of(places(stage).filter(({ resource }) => resource.DeletionPolicy !== undefined));
    delete place?.resource.DeletionPolicy;
  },
  'a resource dropped': (stage, random) => {
    const place = random.of(places(stage));
    const template = stage[place?.stack ?? ''];
    if (!place || !template || Object.keys(template.Resources).length === 1) return;
    delete template.Resources[place.id];
    takeReferences(template, place.id);
  },
  'another logical ID': (stage, random) => {
    const place = random.of(places(stage));
    const template = stage[place?.stack ?? ''];
    if (place && template) stage[place.stack] = rename(template, place.id, `${place.id}Renamed`);
  },
  'two logical IDs swapped': (stage, random) => {
    const place = random.of(places(stage));
    const isTwin = ({ stack, id, resource }: Place): boolean => stack === place?.stack && id !== place.id && resource.Type === place.resource.Type;
    const other = random.of(places(stage).filter(isTwin));
    const template = stage[place?.stack ?? ''];
    if (place && other && template) [template.Resources[place.id], template.Resources[other.id]] = [other.resource, place.resource];
  },
  'a resource in another stack': (stage, random) => {
    const place = random.of(places(stage));
    const to = stage[random.of(Object.keys(stage).filter((name) => name !== place?.stack)) ?? ''];
    const from = stage[place?.stack ?? ''];
    if (!place || !to || !from || Object.keys(from.Resources).length === 1 || /Ref"|Fn::/.test(JSON.stringify(place.resource))) return;
    delete from.Resources[place.id];
    takeReferences(from, place.id);
    to.Resources[`${place.id}Moved`] = place.resource;
  },
  'a copy beside': (stage, random) => {
    const place = random.of(places(stage));
    if (place) stage[place.stack]!.Resources[`${place.id}Copy`] = structuredClone(place.resource);
  },
  'another type': (stage, random) => {
    const [one, other] = [random.of(places(stage)), random.of(places(stage))];
    if (one && other && one.stack === other.stack) one.resource.Type = other.resource.Type;
  },
  'an output dropped': (stage, random) => {
    const template = random.of(Object.values(stage).filter(({ Outputs }) => Object.keys(Outputs ?? {}).length > 0));
    const key = random.of(Object.keys(template?.Outputs ?? {}));
    if (template && key !== undefined) delete template.Outputs?.[key];
  },
  'an output of another value': (stage, random) => {
    const output = random.of(Object.values(stage).flatMap(({ Outputs }) => Object.values(Outputs ?? {})));
    if (output) output.Value = 'other';
  },
  'a stack dropped': (stage, random) => {
    const names = Object.keys(stage);
    const name = random.of(names);
    if (names.length > 1 && name !== undefined) delete stage[name];
  },
};

const ALARM = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1, Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesSent', Period: 60, Statistic: 'Sum',
  },
};

/** Edits that lose nothing and that every plan has to let through without a question. */
export const HARMLESS: Readonly<Record<string, (stage: Stage, random: Random) => void>> = {
  'another description': (stage, random) => {
    const template = random.of(Object.values(stage));
    if (template) template.Description = 'of tomorrow';
  },
  'metadata': (stage, random) => {
    const place = random.of(places(stage));
    if (place) place.resource.Metadata = { ...place.resource.Metadata as object, note: 'of tomorrow' };
  },
  'another order of keys': (stage, random) => {
    const place = random.of(places(stage));
    if (place?.resource.Properties) place.resource.Properties = Object.fromEntries(Object.entries(place.resource.Properties).reverse());
  },
  'a new alarm': (stage, random) => {
    const template = random.of(Object.values(stage));
    if (template) template.Resources.NewAlarm = structuredClone(ALARM);
  },
  'a new output': (stage, random) => {
    const template = random.of(Object.values(stage));
    if (template) template.Outputs = { ...template.Outputs, New: { Value: 'new' } };
  },
  'a policy that keeps more': (stage, random) => {
    const place = random.of(places(stage).filter(({ resource }) => resource.DeletionPolicy === undefined || resource.DeletionPolicy === 'Delete'));
    if (place) Object.assign(place.resource, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  },
  'more memory': (stage, random) => {
    const place = random.of(places(stage).filter(({ resource }) => resource.Type === 'AWS::Lambda::Function'));
    if (place) Object.assign(place.resource.Properties as object, { MemorySize: 2048 });
  },
  'a text written as a call': (stage, random) => {
    const spot = spotOf(stage, random, (value) => typeof value === 'string' && !value.includes('${'));
    if (spot) spot.holder[spot.key] = { 'Fn::Join': ['', [spot.holder[spot.key]]] };
  },
};

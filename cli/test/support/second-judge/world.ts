import registry from './registry.json';
import { asked, listOf, objOf, outputsOf, resolve, resourcesOf, stable, truth, type Json, type Obj, type Place } from './values';

/** A stack as it is sent to CloudFormation. */
export interface StackInput {
  readonly name: string;
  readonly template: Obj;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly account: string;
  readonly region: string;
}

/** What CloudFormation did so far, and what of it was wrong. */
export interface World {
  readonly violations: readonly string[];
  fail(label: string, what: string): void;
  update(stack: StackInput, imports: ReadonlySet<string>, label: string): void;
  endOf(label: string): void;
  end(steps: number): void;
}

interface Row {
  readonly id?: readonly string[];
  readonly required?: readonly string[];
  readonly fixed?: readonly string[];
  readonly answers?: readonly string[];
}

interface Thing {
  readonly number: number;
  readonly type: string;
  properties: Obj;
}

interface Live {
  input: StackInput;
  policies: Readonly<Record<string, string>>;
  readonly things: Map<string, Thing>;
}

const TYPES = registry as Readonly<Record<string, Row>>;
/** Services whose names are the same in every Region. */
const GLOBAL = /^AWS::(IAM|CloudFront|Route53)::|^AWS::S3::Bucket$/;
/** Types of which nobody doubts that they hold something. */
const HOLDS = new RegExp(`^AWS::(${[
  'DynamoDB::(Global)?Table', 'S3::Bucket', 'SQS::Queue', 'Logs::LogGroup', 'Cognito::UserPool(Client|Group)?', 'RDS::DB(Instance|Cluster)', 'KMS::Key',
  'EFS::FileSystem', 'Kinesis::Stream', 'SecretsManager::Secret', 'ECR::Repository', 'DSQL::Cluster', 'OpenSearchService::Domain', 'Events::EventBus',
].join('|')})$`);
const LIMITS = [['Resources', 500], ['Outputs', 200], ['Parameters', 200], ['Mappings', 200]] as const;
const EMPTIES: Readonly<Record<string, string>> = { 'Custom::S3AutoDeleteObjects': 'aws-cdk:auto-delete-objects' };
/** Settings that a handler takes from whatever leaves the list. */
const LISTS: Readonly<Record<string, string>> = { 'AWS::SQS::QueuePolicy': 'Queues', 'AWS::SNS::TopicPolicy': 'Topics' };

/** AWS with the deployed stacks in it. */
export function createWorld(deployed: readonly StackInput[], target: readonly StackInput[], accepted: ReadonlySet<string>): World {
  const violations: string[] = [];
  const stacks = new Map<string, Live>();
  const orphans: { readonly key: string }[] = [];
  const wanted = new Map(target.map((stack) => [stack.name, stack]));
  const first = new Map(deployed.map((stack) => [stack.name, stack]));
  const settings = new Map<string, boolean>();
  /** What an update takes away; the worst order is that it does so last. */
  const taken: string[] = [];
  const gone: { readonly stack: string; readonly id: string }[] = [];
  let numbers = 0;
  /** What the stacks export now; forgotten with every change. */
  let published: ReadonlyMap<string, string> | undefined;
  for (const input of deployed) stacks.set(input.name, { input, policies: policiesOf(input.template), things: new Map() });
  for (const [name, { input, things }] of stacks) {
    for (const id of existing(input)) things.set(id, { number: numbers++, type: typeOf(input.template, id), properties: {} });
    for (const thing of things) set(name, ...thing);
  }
  published = undefined;
  const known = exportsNow();
  for (const { type, properties } of everything()) for (const one of listsOf(type, properties)) settings.set(one, true);
  return { violations, fail, update, endOf, end };

  function everything(): readonly Thing[] {
    return [...stacks.values()].flatMap(({ things }) => [...things.values()]);
  }

  function fail(label: string, what: string): void {
    violations.push(`${label}: ${what}`);
  }

  function placeOf(name: string, input = stacks.get(name)?.input): Place {
    const { template = {}, parameters = {}, account = '', region = '' } = input ?? {};
    return { stack: name, template, parameters, account, region, ref: (id) => refOf(name, id), exported: (key) => exportsNow().get(key) };
  }

  function refOf(name: string, id: string): string {
    const thing = stacks.get(name)?.things.get(id);
    return thing ? identityOf(thing.type, thing.properties) ?? `${name}.${id}#${thing.number}` : `${name}.${id}`;
  }

  function existing(input: StackInput): readonly string[] {
    const place = placeOf(input.name, input);
    return Object.entries(resourcesOf(input.template))
      .filter(([, { Condition: condition }]) => typeof condition !== 'string' || truth({ Condition: condition }, place) !== false).map(([id]) => id);
  }

  function set(name: string, id: string, thing: Thing): void {
    const written = resourcesOf(stacks.get(name)?.input.template ?? {})[id]?.Properties ?? {};
    thing.properties = objOf(resolve(written, placeOf(name)));
  }

  function exportsNow(): ReadonlyMap<string, string> {
    published ??= new Map([...stacks].flatMap(([name, { input }]) => exportsOf(name, input)));
    return published;
  }

  function exportsOf(name: string, input: StackInput): readonly (readonly [string, string])[] {
    const place = { ...placeOf(name), exported: (key: string) => `<import ${key}>` };
    const own = Object.values(outputsOf(input.template)).filter(({ Export: exported }) => exported !== undefined);
    return own.map(({ Export: exported, Value: value }) => (
      [String(resolve(objOf(exported).Name ?? null, place) as string), stable(resolve(value ?? null, place))] as const));
  }

  function update(input: StackInput, imports: ReadonlySet<string>, label: string): void {
    const { name } = input;
    const live: Live = stacks.get(name) ?? { input: { ...input, template: { Resources: {} } }, policies: {}, things: new Map<string, Thing>() };
    const old = live.input;
    if (stacks.has(name) && stable(old.template) === stable(input.template) && stable(old.tags) === stable(input.tags)) return;
    stacks.set(name, live);
    const say = (what: string): void => { fail(`${label} ${name}`, what); };
    const before = exportsNow();
    validate(input, say);
    live.input = input;
    published = undefined;
    const [was, is] = [resourcesOf(old.template), resourcesOf(input.template)];
    let recorded = false;
    for (const id of existing(input)) {
      const thing = live.things.get(id);
      const type = typeOf(input.template, id);
      if (thing?.type === type) {
        recorded = change(name, id, thing, say) || stable(was[id]?.Metadata) !== stable(is[id]?.Metadata) || recorded;
      } else {
        if (thing) lose(name, id, thing, live.policies[id], say);
        recorded = true;
        add(name, id, type, imports.has(`${name}.${id}`), say);
      }
    }
    const there = new Set(existing(input));
    for (const [id, thing] of [...live.things]) {
      if (there.has(id)) continue;
      recorded = true;
      live.things.delete(id);
      gone.push({ stack: name, id });
      lose(name, id, thing, live.policies[id], say);
    }
    for (const one of taken.splice(0)) settings.set(one, false);
    if (recorded || Object.keys(live.policies).length === 0) live.policies = policiesOf(input.template);
    published = undefined;
    judgeExports(name, before, say);
  }

  function validate({ name, template, parameters }: StackInput, say: (what: string) => void): void {
    for (const [section, limit] of LIMITS) {
      const count = Object.keys(objOf(template[section])).length;
      if (count > limit) say(`${count} ${section}, and CloudFormation takes ${limit}`);
    }
    const text = JSON.stringify(template);
    if (Buffer.byteLength(text) > 1_000_000) say(`${Buffer.byteLength(text)} bytes`);
    if (/[\uE000-\uF8FF]/.test(text)) say('a name of the planner is in the template');
    if (template.Transform !== undefined) return;
    for (const [parameter, declared] of Object.entries(objOf(template.Parameters))) {
      const isKnown = parameters[parameter] !== undefined || objOf(declared).Default !== undefined;
      if (!isKnown && [first, wanted].every((stage) => stage.get(name)?.template.Parameters === undefined)) say(`the parameter ${parameter} has no value`);
    }
    const declared = new Set([...Object.keys(resourcesOf(template)), ...Object.keys(objOf(template.Parameters))]);
    for (const [id, entry] of [...Object.entries(resourcesOf(template)), ...Object.entries(outputsOf(template))]) {
      const { names, conditions } = asked([entry.Properties ?? null, entry.Value ?? null]);
      const needed = [...names, ...[entry.DependsOn ?? []].flat().map(String)];
      for (const one of needed) if (!declared.has(one) && !one.startsWith('AWS::')) say(`${id} refers to ${one}`);
      for (const one of conditions) if (objOf(template.Conditions)[one] === undefined) say(`${id} asks for the condition ${one}`);
      lacking(name, id, entry, say);
    }
    for (const argument of asked([template.Resources ?? null, template.Outputs ?? null]).exports) {
      const key = String(resolve(argument, placeOf(name, { ...stacks.get(name)?.input, template } as StackInput)) as string);
      const isKnownLater = known.has(key) || target.some((stack) => Object.values(outputsOf(stack.template)).some(({ Export: exported }) => (
        String(resolve(objOf(exported).Name ?? null, placeOf(stack.name, stack)) as string) === key)));
      if (isKnownLater && !exportsNow().has(key)) say(`imports ${key} before anybody exports it`);
    }
  }

  /** What the schema requires and the owner wrote, and the step does not. */
  function lacking(name: string, id: string, { Type: type, Properties: properties }: Obj, say: (what: string) => void): void {
    const source = [wanted, first].map((stage) => resourcesOf(stage.get(name)?.template ?? {})[id]).find((resource) => resource?.Type === type);
    for (const property of TYPES[String(type as string)]?.required ?? []) {
      if (objOf(source?.Properties)[property] !== undefined && objOf(properties)[property] === undefined) say(`${id} lacks ${property}`);
    }
  }

  /** An update in place, or another resource under the same logical ID; whether anything changed. */
  function change(name: string, id: string, thing: Thing, say: (what: string) => void): boolean {
    const old = thing.properties;
    set(name, id, thing);
    const { properties, type } = thing;
    for (const property of TYPES[type]?.fixed ?? []) {
      if (stable(old[property]) === stable(properties[property]) || isDefault(old[property], properties[property])) continue;
      if (HOLDS.test(type) && !isAccepted(name, id)) say(`${id} is replaced by ${property}`);
      stacks.get(name)?.things.set(id, { number: numbers++, type, properties });
      break;
    }
    if (type === 'AWS::DynamoDB::Table') {
      const names = (table: Obj): readonly string[] => listOf(table.GlobalSecondaryIndexes).map((index) => String(objOf(index).IndexName as string));
      const [before, after] = [names(old), names(properties)];
      const changed = before.filter((one) => !after.includes(one)).length + after.filter((one) => !before.includes(one)).length;
      if (changed > 1) say(`${id}: ${changed} indexes in one update`);
    }
    const now = listsOf(type, properties);
    taken.push(...listsOf(type, old).filter((one) => !now.includes(one)));
    if (stable(old) !== stable(properties)) for (const one of now) settings.set(one, true);
    return stable(old) !== stable(properties);
  }

  function add(name: string, id: string, type: string, isImport: boolean, say: (what: string) => void): void {
    const thing: Thing = { number: numbers++, type, properties: {} };
    const live = stacks.get(name);
    live?.things.set(id, thing);
    set(name, id, thing);
    const key = identityOf(type, thing.properties);
    const isNear = (other: string): boolean => GLOBAL.test(type) || stacks.get(other)?.input.region === live?.input.region;
    const owner = key === undefined ? undefined : [...stacks].filter(([other]) => isNear(other)).flatMap(([other, { things }]) => [...things]
      .filter(([, one]) => one !== thing && one.type === type && identityOf(one.type, one.properties) === key).map(([one]) => `${other}.${one}`))[0];
    if (owner !== undefined) say(`${id}: ${key ?? ''} belongs to ${owner}`);
    const orphan = orphans.findIndex((one) => one.key === `${type} ${key ?? ''}`);
    if (orphan >= 0 && !isImport) say(`${id}: ${key ?? ''} exists without a stack`);
    if (orphan >= 0) orphans.splice(orphan, 1);
    const { DeletionPolicy: policy } = resourcesOf(live?.input.template ?? {})[id] ?? {};
    if (isImport && !String(policy as string).startsWith('Retain')) say(`${id} is imported without being retained`);
    for (const one of listsOf(type, thing.properties)) settings.set(one, true);
  }

  function lose(name: string, id: string, { type, properties }: Thing, policy: string | undefined, say: (what: string) => void): void {
    if (policy?.startsWith('Retain')) {
      const key = identityOf(type, properties);
      if (key !== undefined) orphans.push({ key: `${type} ${key}` });
      return;
    }
    if (HOLDS.test(type) && !isAccepted(name, id)) say(`${id} is deleted with what it holds`);
    taken.push(...listsOf(type, properties));
    const tag = EMPTIES[type];
    const isNamed = (one: Thing): boolean => one.type === 'AWS::S3::Bucket' && identityOf(one.type, one.properties) === stable(properties.BucketName);
    const bucket = tag === undefined ? undefined : everything().find(isNamed);
    if (bucket && listOf(bucket.properties.Tags).some((one) => objOf(one).Key === tag)) say(`${id} empties the bucket that it names`);
  }

  /** An export goes or changes while another stack imports it. */
  function judgeExports(name: string, before: ReadonlyMap<string, string>, say: (what: string) => void): void {
    const after = exportsNow();
    for (const [key, value] of before) {
      if (after.get(key) === value) continue;
      const imports = ({ template }: StackInput): readonly Json[] => asked([template.Resources ?? null, template.Outputs ?? null]).exports;
      const user = [...stacks].find(([other, { input }]) => other !== name
        && imports(input).some((argument) => String(resolve(argument, placeOf(other)) as string) === key));
      if (user) say(`the export ${key} ${after.has(key) ? 'changes' : 'goes'} while ${user[0]} imports it`);
    }
  }

  /** After a step: what left was not needed by anything that has still to change, and nothing lost a policy that it is to have. */
  function endOf(label: string): void {
    for (const { stack, id } of gone.splice(0)) {
      for (const user of stillWorkingThrough(stack, id)) fail(label, `${stack}.${id} goes before ${user} changes`);
    }
    const final = new Set(target.flatMap((stack) => existing(stack).flatMap((id) => (
      listsOf(typeOf(stack.template, id), objOf(resolve(resourcesOf(stack.template)[id]?.Properties ?? {}, placeOf(stack.name, stack))))))));
    for (const [one, isSet] of settings) if (!isSet && final.has(one)) fail(label, `${one} has no policy`);
  }

  function stillWorkingThrough(stack: string, id: string): readonly string[] {
    const [old, next] = [first.get(stack)?.template ?? {}, wanted.get(stack)?.template];
    if (!next || resourcesOf(next)[id]) return [];
    const worksFor = [...asked(resourcesOf(old)[id]?.Properties).names].filter((name) => resourcesOf(old)[name] && !resourcesOf(next)[name]);
    const through = new Set([id, ...worksFor]);
    const now = resourcesOf(stacks.get(stack)?.input.template ?? {});
    return Object.entries(resourcesOf(old)).filter(([other, { Properties: properties }]) => {
      const [final, current] = [resourcesOf(next)[other], now[other]];
      const refers = [...asked(properties).names].some((name) => through.has(name));
      return refers && final && current && stable(final.Properties) !== stable(properties) && stable(current.Properties) === stable(properties);
    }).map(([other]) => other);
  }

  /** At the end every stack of the target holds what the target says. */
  function end(steps: number): void {
    for (const { name, template } of target) {
      const now = resourcesOf(stacks.get(name)?.input.template ?? {});
      if (steps === 0) {
        for (const id of Object.keys(resourcesOf(template))) if (!now[id]) fail('without a step', `${name}.${id} is not there`);
        continue;
      }
      for (const [id, { Properties: properties }] of Object.entries(resourcesOf(template))) {
        if (stable(now[id]?.Properties) !== stable(properties)) fail('at the end', `${name}.${id} is not as the target says`);
      }
    }
  }

  function isAccepted(stack: string, id: string): boolean {
    return accepted.has(`${stack}.${id}`);
  }
}

function typeOf(template: Obj, id: string): string {
  return String(resourcesOf(template)[id]?.Type as string);
}

function listsOf(type: string, properties: Obj): readonly string[] {
  return listOf(properties[LISTS[type] ?? '']).map((one) => `${type} ${stable(one)}`);
}

/** What the registry tells one resource of a type from another by; `undefined` where AWS makes it. */
function identityOf(type: string, properties: Obj): string | undefined {
  const { id = [], answers = [] } = TYPES[type] ?? {};
  if (id.length === 0 || id.some((name) => answers.includes(name) || properties[name] === undefined)) return undefined;
  return id.map((name) => stable(properties[name])).join('|');
}

function policiesOf(template: Obj): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(resourcesOf(template)).map(([id, { DeletionPolicy: policy }]) => [id, String((policy ?? 'Delete') as string)]));
}

/** A property that is not written is what AWS assumes; which value that is, the registry does not say. */
function isDefault(before: Json | undefined, after: Json | undefined): boolean {
  return (before === undefined || after === undefined) && [before, after].some((value) => ['false', 'default', 'STANDARD', '/', 'Zip'].includes(String(value as string)));
}

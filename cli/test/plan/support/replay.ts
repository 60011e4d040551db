/**
 * Replays a plan as CloudFormation and DynamoDB would carry it out, written from their documentation alone:
 * nothing of the planner is used here, so a mistake there does not excuse itself.
 */

type Json = unknown;
type Obj = Record<string, Json>;

/** A stack as it is sent to CloudFormation. */
export interface SentStack {
  readonly template: Obj;
  readonly tags: Readonly<Record<string, string>>;
}

/** One step: every stack that is deployed, and what is imported, as `stack.logicalId`. */
export interface SentStep {
  readonly stacks: Readonly<Record<string, SentStack>>;
  readonly imports: readonly string[];
}

/** Something in AWS; its ID never changes, and what it holds is lost with it. */
interface Thing {
  readonly id: number;
  readonly type: string;
  properties: Obj;
  owner?: string;
}

interface Live {
  template: Obj;
  tags: Readonly<Record<string, string>>;
  /** Policies as CloudFormation recorded them. */
  policies: Record<string, string | undefined>;
  things: Map<string, Thing>;
}

const HOLDS = [
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::Logs::LogGroup',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Events::EventBus',
  'AWS::SSM::Parameter',
  'AWS::CertificateManager::Certificate',
];
/** Properties whose change replaces, as the page on the takeover lists them. */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::Cognito::UserPoolClient': ['GenerateSecret', 'UserPoolId'],
  'AWS::Cognito::UserPoolGroup': ['GroupName', 'UserPoolId'],
  'AWS::Events::EventBus': ['Name', 'EventSourceName'],
  'AWS::Events::Rule': ['Name', 'EventBusName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::SSM::Parameter': ['Name', 'Type'],
  'AWS::IAM::Role': ['RoleName', 'Path'],
  'AWS::CertificateManager::Certificate': ['DomainName', 'SubjectAlternativeNames', 'ValidationMethod', 'DomainValidationOptions'],
};
const NAMES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::IAM::Role': 'RoleName',
};
const FALSE_BY_DEFAULT = ['FifoQueue', 'ObjectLockEnabled', 'GenerateSecret'];

/** AWS with some stacks in it. */
export class Replay {
  readonly violations: string[] = [];
  private readonly stacks = new Map<string, Live>();
  private readonly orphans: Thing[] = [];
  private next = 1;

  constructor(
    deployed: Readonly<Record<string, SentStack>>,
    private readonly account: string,
    private readonly region: string,
  ) {
    for (const [name, { template, tags }] of Object.entries(deployed)) {
      const live: Live = { template, tags, policies: policiesOf(template), things: new Map() };
      this.stacks.set(name, live);
      for (const [id, resource] of Object.entries(resourcesOf(template))) live.things.set(id, this.make(name, id, resource, template));
    }
  }

  /** Something that no stack owns. */
  exists(type: string, properties: Obj): void {
    this.orphans.push({ id: this.next++, type, properties });
  }

  /** The IDs of everything that holds something, by stack and logical ID. */
  identities(): ReadonlyMap<string, number> {
    return new Map(
      [...this.stacks].flatMap(([name, { things }]) =>
        [...things].filter(([, { type }]) => HOLDS.includes(type)).map(([id, thing]) => [`${name}.${id}`, thing.id] as const),
      ),
    );
  }

  /** The IDs of all that is still in AWS, with or without a stack. */
  alive(): ReadonlySet<number> {
    return new Set([...this.orphans, ...[...this.stacks.values()].flatMap(({ things }) => [...things.values()])].map(({ id }) => id));
  }

  template(stack: string): Obj | undefined {
    return this.stacks.get(stack)?.template;
  }

  tags(stack: string): Readonly<Record<string, string>> {
    return this.stacks.get(stack)?.tags ?? {};
  }

  /** Deploys every stack of a step, one after the other. */
  deploy(step: SentStep, label: string): void {
    for (const [name, sent] of Object.entries(step.stacks)) this.update(name, sent, step.imports, `${label} ${name}`);
  }

  private update(name: string, sent: SentStack, imports: readonly string[], label: string): void {
    const live: Live = this.stacks.get(name) ?? { template: { Resources: {} }, tags: sent.tags, policies: {}, things: new Map() };
    this.stacks.set(name, live);
    if (stable(live.template) === stable(sent.template) && stable(live.tags) === stable(sent.tags)) return;
    const fail = (what: string): void => {
      this.violations.push(`${label}: ${what}`);
    };
    this.validate(sent.template, fail);
    this.checkExports(name, live, sent, fail);
    const [olds, news] = [resourcesOf(live.template), resourcesOf(sent.template)];
    let recorded = false;
    const pools: string[] = [];
    for (const [id, resource] of Object.entries(news)) {
      const old = olds[id];
      const thing = live.things.get(id);
      if (old && thing) {
        const changed = this.change(name, id, thing, resource, sent.template, fail);
        recorded ||= changed || stable(old.Metadata) !== stable(resource.Metadata);
        if (changed && thing.type === 'AWS::Cognito::UserPool') pools.push(id);
        continue;
      }
      recorded = true;
      this.add(name, id, resource, sent.template, imports.includes(`${name}.${id}`), live, fail);
    }
    for (const [id, thing] of [...live.things]) {
      if (news[id]) continue;
      recorded = true;
      live.things.delete(id);
      if (live.policies[id] === 'Retain') this.orphans.push({ ...thing, owner: undefined });
      else if (HOLDS.includes(thing.type)) fail(`${id} is deleted with what it holds`);
    }
    if (pools.length > 0 && this.changedCount(live, sent) > pools.length) fail(`the user pool ${pools.join()} changes with something else`);
    live.template = sent.template;
    live.tags = sent.tags;
    // A policy alone is no change: CloudFormation keeps what it had.
    if (recorded) live.policies = policiesOf(sent.template);
    else if (stable(live.policies) !== stable(policiesOf(sent.template))) fail('only policies change, so CloudFormation does not record them');
  }

  private changedCount(live: Live, sent: SentStack): number {
    const [olds, news] = [resourcesOf(live.template), resourcesOf(sent.template)];
    return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter((id) => stable(olds[id]?.Properties) !== stable(news[id]?.Properties))
      .length;
  }

  private change(stack: string, id: string, thing: Thing, resource: Obj, template: Obj, fail: (what: string) => void): boolean {
    if (resource.Type !== thing.type) fail(`${id} becomes a ${String(resource.Type)}`);
    const properties = this.resolve(resource.Properties ?? {}, stack, template) as Obj;
    for (const property of REPLACING[thing.type] ?? []) {
      const [old, next] = [thing.properties, properties].map((all) =>
        String(stable(all[property] ?? (FALSE_BY_DEFAULT.includes(property) ? false : undefined))),
      );
      if (old?.replaceAll('"', '') !== next?.replaceAll('"', '')) fail(`${id} is replaced by ${property}`);
    }
    if (thing.type === 'AWS::DynamoDB::Table') this.updateTable(id, thing.properties, properties, fail);
    if (thing.type === 'AWS::Cognito::UserPool') {
      for (const property of ['UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration']) {
        if (stable(thing.properties[property]) !== stable(properties[property])) fail(`Cognito refuses ${property} of ${id}`);
      }
    }
    const changed = stable(thing.properties) !== stable(properties);
    thing.properties = properties;
    return changed;
  }

  /** UpdateTable creates or deletes one index, and changes nothing of an index but its throughput. */
  private updateTable(id: string, old: Obj, next: Obj, fail: (what: string) => void): void {
    const [before, after] = [indexes(old), indexes(next)];
    const created = [...after.keys()].filter((name) => !before.has(name));
    const deleted = [...before.keys()].filter((name) => !after.has(name));
    if (created.length + deleted.length > 1) fail(`${id}: ${created.length + deleted.length} index changes in one update`);
    for (const [name, definition] of after) {
      if (before.has(name) && before.get(name) !== definition) fail(`${id}: index ${name} changes its keys or projection`);
    }
    if (created.length + deleted.length > 0) {
      const rest = (table: Obj): string => stable({ ...table, GlobalSecondaryIndexes: null, AttributeDefinitions: null });
      if (rest(old) !== rest(next)) fail(`${id}: an index changes together with something else`);
    }
    const types = new Map(list(old.AttributeDefinitions).map((one) => [one.AttributeName, one.AttributeType]));
    const stays = [
      ...list(old.KeySchema),
      ...list(old.GlobalSecondaryIndexes)
        .filter((one) => after.has(String(one.IndexName)))
        .flatMap((one) => list(one.KeySchema)),
    ];
    for (const { AttributeName: name } of stays) {
      const type = list(next.AttributeDefinitions).find((one) => one.AttributeName === name)?.AttributeType;
      if (type !== types.get(name)) fail(`${id}: the key attribute ${String(name)} gets another type`);
    }
    if (stable(old.LocalSecondaryIndexes) !== stable(next.LocalSecondaryIndexes)) fail(`${id}: local secondary indexes change`);
  }

  private add(stack: string, id: string, resource: Obj, template: Obj, isImport: boolean, live: Live, fail: (what: string) => void): void {
    const thing = this.make(stack, id, resource, template);
    const name = nameOf(thing);
    const owned =
      name === undefined
        ? undefined
        : [...this.stacks.values()]
          .flatMap(({ things }) => [...things.values()])
          .find((other) => other.type === thing.type && nameOf(other) === name);
    const orphan = name === undefined ? undefined : this.orphans.find((other) => other.type === thing.type && nameOf(other) === name);
    if (owned) fail(`${id}: ${name ?? ''} belongs to ${owned.owner ?? 'another stack'}`);
    if (isImport) {
      if (!orphan) fail(`${id}: nothing to import`);
      if (resource.DeletionPolicy !== 'Retain') fail(`${id}: an import needs a policy that retains`);
      if (Object.keys(resourcesOf(live.template)).some((other) => stable(resourcesOf(live.template)[other]) !== stable(resourcesOf(template)[other]))) {fail(`${id}: an import changes something else`);}
      if (stable(live.template.Outputs ?? {}) !== stable(template.Outputs ?? {})) fail(`${id}: an import changes outputs`);
      if (orphan) {
        this.orphans.splice(this.orphans.indexOf(orphan), 1);
        live.things.set(id, { ...orphan, properties: thing.properties, owner: stack });
        if (stable(orphan.properties.KeySchema) !== stable(thing.properties.KeySchema)) fail(`${id}: imported with other keys`);
        return;
      }
    } else if (orphan) {
      fail(`${id}: ${name ?? ''} exists already`);
    }
    live.things.set(id, thing);
  }

  private make(stack: string, id: string, resource: Obj, template: Obj): Thing {
    void id;
    return {
      id: this.next++,
      type: String(resource.Type),
      properties: this.resolve(resource.Properties ?? {}, stack, template) as Obj,
      owner: stack,
    };
  }

  /** Every export counts as in use. */
  private checkExports(name: string, live: Live, sent: SentStack, fail: (what: string) => void): void {
    const next = this.exports(sent.template, name);
    for (const [exported, value] of this.exports(live.template, name)) {
      if (!next.has(exported)) fail(`the export ${exported} goes`);
      else if (next.get(exported) !== value) fail(`the export ${exported} changes`);
    }
    for (const [other, { template }] of this.stacks) {
      if (other === name) continue;
      for (const exported of this.exports(template, other).keys()) if (next.has(exported)) fail(`${other} exports ${exported} already`);
    }
  }

  private exports(template: Obj, stack: string): ReadonlyMap<string, string> {
    const outputs = Object.values((template.Outputs ?? {}) as Record<string, Obj>).filter(({ Export: exported }) => exported !== undefined);
    return new Map(
      outputs.map(({ Export: exported, Value: value }) => [
        String(this.resolve((exported as Obj).Name, stack, template)),
        stable(this.resolve(value, stack, template)),
      ]),
    );
  }

  private validate(template: Obj, fail: (what: string) => void): void {
    const known = new Set([...Object.keys(resourcesOf(template)), ...Object.keys((template.Parameters ?? {}) as Obj)]);
    for (const [id, resource] of Object.entries(resourcesOf(template))) {
      for (const name of refs(resource.Properties)) {if (!known.has(name) && !name.startsWith('AWS::')) fail(`${id} refers to ${name}, which is not there`);}
      for (const name of [resource.DependsOn ?? []].flat()) {if (!known.has(String(name))) fail(`${id} depends on ${String(name)}, which is not there`);}
      if (resource.Type !== 'AWS::DynamoDB::Table') continue;
      const table = (resource.Properties ?? {}) as Obj;
      const declared = list(table.AttributeDefinitions)
        .map((one) => String(one.AttributeName))
        .sort();
      const used = [
        ...new Set(
          [
            ...list(table.KeySchema),
            ...[...list(table.GlobalSecondaryIndexes), ...list(table.LocalSecondaryIndexes)].flatMap((one) => list(one.KeySchema)),
          ].map((one) => String(one.AttributeName)),
        ),
      ].sort();
      if (stable(declared) !== stable(used)) fail(`${id}: attribute definitions ${declared.join()} are not the key attributes ${used.join()}`);
    }
    for (const [key, output] of Object.entries((template.Outputs ?? {}) as Record<string, Obj>)) {
      for (const name of refs(output.Value)) {if (!known.has(name) && !name.startsWith('AWS::')) fail(`output ${key} refers to ${name}, which is not there`);}
    }
  }

  private resolve(value: Json, stack: string, template: Obj): Json {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, stack, template));
    if (typeof value !== 'object' || value === null) return value;
    const one = value as Obj;
    const ref = (name: string): string => {
      if (name === 'AWS::AccountId') return this.account;
      if (name === 'AWS::Region') return this.region;
      if (name === 'AWS::Partition') return 'aws';
      if (name === 'AWS::StackName') return stack;
      const parameter = ((template.Parameters ?? {}) as Record<string, Obj>)[name];
      if (parameter?.Default !== undefined) return String(parameter.Default);
      const resource = resourcesOf(template)[name];
      const property = resource ? NAMES[String(resource.Type)] : undefined;
      const named = property === undefined || resource?.Type === 'AWS::SQS::Queue' ? undefined : ((resource?.Properties ?? {}) as Obj)[property];
      return named === undefined ? `<${stack}.${name}>` : String(this.resolve(named, stack, template));
    };
    if (typeof one.Ref === 'string') return ref(one.Ref);
    const attribute = (path: string): string => {
      const [name = '', what] = path.split('.');
      const isTable = resourcesOf(template)[name]?.Type === 'AWS::DynamoDB::Table';
      return isTable && what === 'Arn' ? `arn:aws:dynamodb:${this.region}:${this.account}:table/${ref(name)}` : `<${stack}.${path}>`;
    };
    if (one['Fn::GetAtt'] !== undefined) return attribute([one['Fn::GetAtt']].flat().join('.'));
    if (Array.isArray(one['Fn::Join'])) return (this.resolve(one['Fn::Join'][1], stack, template) as Json[]).join(String(one['Fn::Join'][0]));
    if (typeof one['Fn::Sub'] === 'string') {
      return one['Fn::Sub'].replace(/\$\{([^}]+)\}/g, (_, name: string) => (name.includes('.') ? attribute(name) : ref(name)));
    }
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, this.resolve(inner, stack, template)]));
  }
}

function resourcesOf(template: Obj): Record<string, Obj> {
  return (template.Resources ?? {}) as Record<string, Obj>;
}

function policiesOf(template: Obj): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(resourcesOf(template)).map(([id, { DeletionPolicy: policy }]) => [id, policy as string | undefined]));
}

function nameOf(thing: Thing): string | undefined {
  const property = NAMES[thing.type];
  const name = property === undefined ? undefined : thing.properties[property];
  return typeof name === 'string' ? name : undefined;
}

function list(value: Json): readonly Obj[] {
  return Array.isArray(value) ? (value as Obj[]) : [];
}

function indexes(table: Obj): ReadonlyMap<string, string> {
  return new Map(
    list(table.GlobalSecondaryIndexes).map(({ IndexName: name, KeySchema: keys, Projection: projection }) => [
      String(name),
      stable({ keys, projection }),
    ]),
  );
}

function refs(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(refs);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Obj).flatMap(([key, inner]) => {
    if (key === 'Ref') return [String(inner)];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : String(inner).split('.')[0])];
    if (key === 'Fn::Sub' && typeof inner === 'string') {return [...inner.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.split('.')[0] ?? '');}
    return refs(inner);
  });
}

/** The same text for the same value, whatever the order of keys; a list of named things or of attributes is a set. */
export function stable(value: Json): string {
  if (Array.isArray(value)) {
    const items = value.map(stable);
    return `[${(value.every((item) => typeof item === 'object') ? items.sort() : items).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => `${key}:${stable(inner)}`)
      .join()}}`;
  }
  return String(value);
}

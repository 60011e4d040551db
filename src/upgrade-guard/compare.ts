import { Finding, LOCK_IT, wayOut } from './finding';
import { canonical, JsonObject, objectOf, shown } from './json';
import { LockedResource, LockedStack } from './lock';
import { ruleOf } from './type-rules';
import { isRequired } from './types';

/** A resource in a message. */
export function title(stack: string, logicalId: string, { type, name }: LockedResource): string {
  return `${stack}: ${logicalId}, ${type}${name === undefined ? '' : ` "${name}"`},`;
}

/** Returns the findings for one resource that keeps its logical ID. */
function compareResource(stack: string, logicalId: string, before: LockedResource, after: LockedResource): readonly Finding[] {
  const about = { stack, logicalId };
  const subject = title(stack, logicalId, before);
  if (before.type !== after.type) {
    return [{ ...about, rule: 'replaced', property: 'Type', what: `${subject} would be replaced by a resource of type ${after.type}`, fix: wayOut(`Keep the type, and give the new resource another logical ID than ${logicalId}`) }];
  }
  return [
    ...compareName(about, subject, before, after),
    ...compareFixed(about, subject, before, after),
    ...compareCondition(about, subject, before, after),
    ...compareProtections(about, subject, before, after),
    ...compareIndexes(about, subject, before, after),
    ...compareAttributes(about, subject, before, after),
  ];
}

type About = Pick<Finding, 'stack' | 'logicalId'>;
type Part = (about: About, subject: string, before: LockedResource, after: LockedResource) => readonly Finding[];

const compareName: Part = (about, subject, before, after) => {
  if (before.name === after.name) return [];
  const property = ruleOf(before.type)?.name ?? 'name';
  const what = `${subject} would be replaced, as ${property} would change from ${shown(before.name)} to ${shown(after.name)}`;
  const keep = before.name === undefined ? `Leave ${property} out` : `Keep ${property} ${shown(before.name)}`;
  return [{ ...about, rule: 'renamed', property, what, fix: wayOut(keep) }];
};

const compareFixed: Part = (about, subject, { type, fixed: olds = {} }, { fixed: news = {} }) => {
  const rule = ruleOf(type);
  const paths = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  return paths.filter((path) => canonical(olds[path]) !== canonical(news[path])).map((property): Finding => {
    const values = `${property} would change from ${shown(olds[property])} to ${shown(news[property])}`;
    const keep = olds[property] === undefined ? `Leave ${property} out` : `Keep ${property} ${shown(olds[property])}`;
    return rule?.refuses?.includes(property) ?? false
      ? { ...about, rule: 'refused', property, what: `${subject} cannot be updated, as ${values}, which AWS refuses`, fix: wayOut(keep) }
      : { ...about, rule: 'replaced', property, what: `${subject} would be replaced, or may be, as ${values}`, fix: wayOut(keep) };
  });
};

const compareCondition: Part = (about, subject, { condition: old }, { condition: next }) => (old === next ? [] : [{
  ...about,
  rule: 'dropped',
  property: 'Condition',
  what: `${subject} would be dropped where its condition does not hold: that would change from ${shown(old)} to ${shown(next)}`,
  fix: wayOut(old === undefined ? 'Leave the condition out' : 'Keep the condition'),
}]);

const compareProtections: Part = (about, subject, { protected: olds = {} }, { protected: news = {} }) => {
  const weaker = Object.keys(olds).filter((name) => news[name] === undefined || /^Retain/.test(olds[name] ?? '') && news[name] === 'Snapshot').sort();
  return weaker.map((property): Finding => ({
    ...about,
    rule: 'weakened',
    property,
    what: `${subject} would be protected less, as ${property} would change from ${shown(olds[property])} to ${shown(news[property])}`,
    fix: wayOut(`Keep ${property} ${shown(olds[property])}`),
  }));
};

const compareIndexes: Part = (about, subject, { indexes: olds = {} }, { indexes: news = {} }) => {
  const property = 'GlobalSecondaryIndexes';
  const created = Object.keys(news).filter((name) => olds[name] === undefined).sort();
  const deleted = Object.keys(olds).filter((name) => news[name] === undefined).sort();
  const redefined = Object.keys(olds).filter((name) => news[name] !== undefined && news[name] !== olds[name]).sort();
  const changes = [...created.map((name) => `${name} would be created`), ...deleted.map((name) => `${name} would be deleted`)];
  return [
    ...redefined.map((name): Finding => ({
      ...about,
      rule: 'index-definition',
      property: `${property}.${name}`,
      what: `${subject} cannot be updated, as its index ${name} would change from ${shown(olds[name])} to ${shown(news[name])}`,
      fix: wayOut(`Keep ${name} as it is; create an index of another name, and delete ${name} in a later update`),
    })),
    ...changes.length > 1 ? [{ ...about, rule: 'indexes', property, what: `${subject} cannot be updated, as ${changes.length} of its indexes would change in one update: ${changes.join(', ')}`, fix: wayOut('Deploy one of them at a time, and lock each') } as const] : [],
    ...changes.length === 1 && deleted.length === 1 ? [{ ...about, rule: 'weakened', property, what: `${subject} would lose an index: ${changes.join('')}`, fix: wayOut(`Keep ${deleted.join('')}`) } as const] : [],
    ...changes.length === 1 && created.length === 1 ? [{ ...about, rule: 'not-locked', property, what: `${subject} changes an index: ${changes.join('')}`, fix: LOCK_IT } as const] : [],
  ];
};

const compareAttributes: Part = (about, subject, { attributes: olds = {} }, { attributes: news = {} }) => [
  ...Object.keys(olds).filter((name) => news[name] !== olds[name]).sort().map((name): Finding => ({
    ...about,
    rule: 'attribute',
    property: `Schema.${name}`,
    what: `${subject} cannot be updated, as its attribute ${name} would change from ${shown(olds[name])} to ${shown(news[name])}`,
    fix: wayOut(`Keep the attribute ${name} as it is`),
  })),
  ...Object.keys(news).filter((name) => olds[name] === undefined && isRequired(news[name] ?? '')).sort().map((name): Finding => ({
    ...about,
    rule: 'attribute',
    property: `Schema.${name}`,
    what: `${subject} cannot be updated, as its new attribute ${name} would be required`,
    fix: wayOut(`Let ${name} be optional`),
  })),
];

/** Function that returns the current place of a resource, by its type and name. */
export type WhereNow = (resource: LockedResource) => string | undefined;

/** Returns the findings for a stack of the lock file. If the stack no longer exists, all its resources count as dropped. */
export function compareStack(before: LockedStack, after: LockedStack | undefined, template: JsonObject, whereNow: WhereNow): readonly Finding[] {
  return [
    ...Object.entries(before.resources).flatMap(([logicalId, old]) => {
      const next = after?.resources[logicalId] ?? unguarded(template, logicalId);
      return next ? compareResource(before.stack, logicalId, old, next) : [dropped(before.stack, logicalId, old, whereNow(old))];
    }),
    ...Object.entries(after?.resources ?? {}).filter(([logicalId]) => before.resources[logicalId] === undefined)
      .map(([logicalId, added]) => newResource(before.stack, logicalId, added)),
    ...compareExports(before, after),
  ];
}

/** A resource of another type took the logical ID, one that holds nothing. */
function unguarded(template: JsonObject, logicalId: string): LockedResource | undefined {
  const { Type: type } = objectOf(objectOf(template.Resources)[logicalId]);
  return typeof type === 'string' ? { type } : undefined;
}

function dropped(stack: string, logicalId: string, old: LockedResource, now: string | undefined): Finding {
  return {
    rule: 'dropped',
    stack,
    logicalId,
    what: `${title(stack, logicalId, old)} would be dropped${now === undefined ? '' : `, and stands at ${now} now, where it would be created anew`}`,
    fix: wayOut(`Keep it in ${stack} under the logical ID ${logicalId}, for example with overrideLogicalId("${logicalId}")`),
  };
}

function newResource(stack: string, logicalId: string, added: LockedResource): Finding {
  return { rule: 'not-locked', stack, logicalId, what: `${title(stack, logicalId, added)} is new, and nothing guards it yet`, fix: LOCK_IT };
}

function compareExports({ stack, exports: olds }: LockedStack, after: LockedStack | undefined): readonly Finding[] {
  const news = after?.exports ?? {};
  const changed = Object.keys(olds).filter((name) => olds[name] !== news[name]).map((name): Finding => {
    const gone = news[name] === undefined;
    return {
      rule: gone ? 'export-lost' : 'export-changed',
      stack,
      property: name,
      what: gone
        ? `${stack}: the export "${name}", ${shown(olds[name])}, would go, which fails while a stack imports it`
        : `${stack}: the export "${name}" would change from ${shown(olds[name])} to ${shown(news[name])}, which fails while a stack imports it`,
      fix: wayOut(gone ? 'Keep it until no stack imports it, for example with exportValue of the Stack' : 'Keep its value, and export the new one under another name'),
    };
  });
  const added = Object.keys(news).filter((name) => olds[name] === undefined).map((name): Finding => (
    { rule: 'not-locked', stack, property: name, what: `${stack}: the export "${name}" is new, and nothing guards it yet`, fix: LOCK_IT }
  ));
  return [...changed, ...added];
}

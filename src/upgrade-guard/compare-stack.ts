import { compareResource, title } from './compare-resource';
import { Finding, LOCK_IT, wayOut } from './finding';
import { JsonObject, objectOf, shown } from './json';
import { LockedResource, LockedStack } from './lock';

/** Where a resource of a type and name stands now. */
export type WhereNow = (resource: LockedResource) => string | undefined;

/** What a change does to a stack that the lock file knows; without a stack now, all of it goes. */
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

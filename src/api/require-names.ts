import { refuse } from '../stage/refuse';
import { requireList, requireText } from '../stage/require';

const MAX_SCOPES = 10;

/** Refuses what are no scopes. Accepts `undefined`. */
export function requireScopes(what: string, scopes: readonly string[] | undefined): void {
  requireNames(what, scopes, /^[^\s,"\\]+$/, 'A scope is text without spaces, commas and quotes.', '["jobs/read"]');
  if (scopes && scopes.length > MAX_SCOPES) refuse(what, scopes.length, `A route has ${MAX_SCOPES} scopes at the most.`, '["jobs/read"]');
}

/** Refuses what are no names of groups. Accepts `undefined`. */
export function requireGroups(what: string, groups: readonly string[] | undefined): void {
  requireNames(what, groups, /^[^\s,"\\]{1,128}$/, 'A group\'s name has 1 to 128 characters without spaces, commas and quotes.', '["Admins"]');
}

function requireNames(what: string, names: readonly string[] | undefined, pattern: RegExp, rule: string, works: string): void {
  requireList(what, names, works);
  if (names === undefined) return;
  if (names.length === 0) refuse(what, names, 'It names at least one; leave it out where anyone who has signed in may call.', works);
  for (const name of names) {
    if (typeof name !== 'string') refuse(what, name, rule, works);
    requireText(what, name, pattern, rule, works);
  }
}

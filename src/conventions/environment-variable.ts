import { requireText } from '../stage/require';

/** Refuses a name that Lambda would not take for an environment variable. Accepts `undefined`: the name follows from the resource's. */
export function requireVariable(what: string, name: string | undefined, works: string): void {
  requireText(`${what}, environmentVariable`, name, /^[A-Za-z][A-Za-z0-9_]+$/,
    'A name has two or more letters, digits and underscores, and begins with a letter.', `"${works}"`);
}

import type { ClientOf, Found, Held } from './holding';
import { items } from './items';
import { messages } from './messages';
import { objects } from './objects';
import { users } from './users';

export { count, type ClientOf, type Found, type Held } from './holding';

/** Puts data into everything that can hold some. */
export async function fillAll(found: readonly Found[], clientOf: ClientOf): Promise<readonly Held[]> {
  return Promise.all([items, messages, objects, users].map(async (holding) => holding.fill(found, clientOf)));
}

import { items } from './items';
import { messages } from './messages';
import { objects } from './objects';
import type { ClientOf, Found, SeededData } from './seeder';
import { users } from './users';

export { count, type ClientOf, type Found, type SeededData } from './seeder';

/** Puts data into everything that can hold some. */
export async function seedAll(found: readonly Found[], clientOf: ClientOf): Promise<readonly SeededData[]> {
  return Promise.all([items, messages, objects, users].map(async (seeder) => seeder.seed(found, clientOf)));
}

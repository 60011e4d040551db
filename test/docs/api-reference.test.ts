import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicTypes } from './api-comments';

const API = readFileSync(join(__dirname, '..', '..', 'API.md'), 'utf8');
/** Without what Markdown may do to it. */
const words = (text: string): string => text.replace(/[\\`*_]/g, '').replace(/\s+/g, ' ');

test('API.md has every public type, with what it is', () => {
  const text = words(API);
  const missing = publicTypes().filter(({ name, docs }) => !text.includes(name) || !text.includes(words(docs?.summary ?? name)));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

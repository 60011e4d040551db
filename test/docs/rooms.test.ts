import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '..', '..', 'src');
const rooms = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const stem = (path: string): string => path.replace(/^.*\//, '').replace(/\.ts$/, '');
const everyFile = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map(stem);

/** What a text names between backticks; `*` stands for any letters. */
const namesIn = (text: string): string[] => [...text.matchAll(/`([a-z*][a-z0-9*-]*)(?:\.ts)?`/g)].map(([, name]) => name);
const matches = (name: string, file: string): boolean => new RegExp(`^${name.replaceAll('*', '.*')}$`).test(file);

test('there are rooms', () => {
  expect(rooms).toEqual(expect.arrayContaining(['stage', 'data-layer', 'infrastructure']));
});

test.each(rooms)('the README of src/%s lists its files, and names none that is not there', (room) => {
  const text = readFileSync(join(SRC, room, 'README.md'), 'utf8');
  const files = readdirSync(join(SRC, room)).filter((name) => name.endsWith('.ts') && name !== 'index.ts').map(stem);
  expect(files.filter((file) => !namesIn(text).some((name) => matches(name, file)))).toEqual([]);
  expect([...text.matchAll(/`([a-z0-9-]+)\.ts`/g)].map(([, name]) => name).filter((name) => !everyFile.includes(name))).toEqual([]);
});

import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '..', '..', 'src');
const modules = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const fileName = (path: string): string => path.replace(/^.*\//, '');
const everyFile = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map(fileName);
const readme = (module: string): string => readFileSync(join(SRC, module, 'README.md'), 'utf8');

test('there are modules', () => {
  expect(modules).toEqual(expect.arrayContaining(['catalogue', 'validation', 'stage', 'data-layer', 'infrastructure']));
});

test.each(modules)('the README of src/%s names no file that is not there', (module) => {
  expect([...readme(module).matchAll(/([a-z0-9-]+\.ts)\b/g)].map(([, name]) => name).filter((name) => !everyFile.includes(name))).toEqual([]);
});

test.each(modules)('the README of src/%s fits on a screen', (module) => {
  expect(readme(module).split('\n').length).toBeLessThanOrEqual(60);
});

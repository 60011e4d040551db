import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| who') && !line.startsWith('| ---'));
const claims = rows.map((row) => row.slice(2, -2).split(' | '));

test('every claim says who, what, by what it is held, and where that is tested', () => {
  expect(claims.length).toBeGreaterThan(15);
  for (const cells of claims) expect([cells, cells.length]).toEqual([cells, 4]);
});

test.each(claims.map(([who, might, , proof]) => [`${who}: ${might}`, proof]))('%s', (_, proof) => {
  const [, path, title] = /^`([^`]+)` › (.+)$/.exec(proof) ?? [];
  expect(path && existsSync(join(ROOT, path))).toBe(true);
  expect(readFileSync(join(ROOT, path), 'utf8')).toContain(`'${title.replaceAll('\'', '\\\'')}', `);
});

import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/** The page of claims about AWS: each has a source, and a test that exists. */

const ROOT = join(__dirname, '../..');
const ROWS = readFileSync(join(ROOT, 'docs/aws.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ')).slice(2)
  .map((line): [string, string[]] => [line.slice(2, 80), line.slice(2, -2).split(' | ')]);

test('the page has claims', () => {
  expect(ROWS.length).toBeGreaterThan(15);
  expect(new Set(ROWS.map(([claim]) => claim)).size).toBe(ROWS.length);
});

test.each(ROWS)('%s… has a source, a test and a limit', (_, [claim, source, proof, limit, ...more]) => {
  expect(more).toEqual([]);
  expect(claim).toMatch(/^[A-Z`].*\.$/);
  expect(source).toMatch(/^<https:\/\/(docs\.aws\.amazon\.com|github\.blog|github\.com|repost\.aws)\/\S+>$/);
  expect(limit).toMatch(/\w/);
  const tests = [...proof.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path);
  expect(tests).not.toEqual([]);
  for (const path of tests) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
});

import { spawnSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { guidesIn, hashOf } from '../../scripts/python-guides/pages';

const DOCS = join(__dirname, '..', '..', 'docs');
const PYTHON = join(DOCS, 'python');
const guides = guidesIn(DOCS);
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const blocksOf = (page: string): string[] => [...read(PYTHON, page).matchAll(/^```python\n([^]*?)^```$/gm)].map(([, block]) => block);

/** Reads Python's own verdict on each block. */
const PARSE = 'import ast, json, sys\nfor block in json.load(sys.stdin):\n  ast.parse(block)';

test('each guide with TypeScript has its examples in Python, and no other has', () => {
  expect(readdirSync(PYTHON).sort()).toEqual(guides.map(({ page }) => page));
  expect(guides.map(({ page }) => page)).toEqual(expect.arrayContaining(['consuming.md', 'getting-started.md', 'recipes.md', 'services.md']));
});

test.each(guides.map((guide) => [guide.page, guide]))('%s leads to its examples in Python, which are current: npx projen docs:python', (page, guide) => {
  expect(read(DOCS, page)).toContain(`](python/${page})`);
  expect(read(PYTHON, page)).toContain(hashOf(guide));
  // The imports come first.
  expect(blocksOf(page)).toHaveLength(guide.blocks.length + 1);
});

test('a changed example makes the translation stale', () => {
  const [guide] = guides;
  const changed = { ...guide, blocks: guide.blocks.map((block) => ({ ...block, source: `${block.source}\n` })) };
  expect(hashOf(changed)).not.toBe(hashOf(guide));
});

test('every block is Python, with the names of Python', () => {
  const blocks = guides.flatMap(({ page }) => blocksOf(page));
  const { status, stderr } = spawnSync('python3', ['-c', PARSE], { input: JSON.stringify(blocks), encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(blocks.filter((block) => /\bthis\b|\bnew \w|;$|\bfromStage\b/m.test(block))).toEqual([]);
});

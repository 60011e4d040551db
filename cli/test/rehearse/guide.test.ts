import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PURPOSES } from '../../src/plan/report/steps';

const GUIDE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'takeover.md'), 'utf8');

test('the guide says of every step when it is taken, and what the way back is', () => {
  for (const kind of Object.keys(PURPOSES)) expect([kind, [...GUIDE.matchAll(new RegExp(`^\\| \`${kind}\` \\|`, 'gm'))].length]).toEqual([kind, 2]);
});

test('every link inside the guide leads somewhere', () => {
  const anchors = new Set([...GUIDE.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-')));
  const links = [...GUIDE.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '');
  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});

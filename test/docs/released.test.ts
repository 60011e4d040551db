import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const SAY_SO = ['README.md', 'CHANGELOG.md', 'SECURITY.md', join('docs', 'getting-started.md')];

/** What `npx projen golden` kept; 0.0.0 is what stood before the first release. */
const releases = readdirSync(join(ROOT, 'test', 'golden')).filter((name) => /^\d/.test(name) && name !== '0.0.0');

test('the pages say whether there is a release', () => {
  const saying = SAY_SO.filter((page) => readFileSync(join(ROOT, page), 'utf8').includes('Nothing is released yet'));
  expect(saying).toEqual(releases.length > 0 ? [] : SAY_SO);
});

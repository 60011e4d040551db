import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicTypes } from './api-comments';

const FOLDER = join(__dirname, '..', '..', 'docs', 'api');
const PAGES = Object.fromEntries(readdirSync(FOLDER).map((page) => [page, readFileSync(join(FOLDER, page), 'utf8')]));
/** Without what Markdown may do to it. */
const words = (text: string): string => text.replace(/[\\`*_]/g, '').replace(/\s+/g, ' ');

test('the reference has every public type, with what it is', () => {
  const text = words(Object.values(PAGES).join('\n'));
  const missing = publicTypes().filter(({ name, docs }) => !text.includes(name) || !text.includes(words(docs?.summary ?? name)));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test.each(Object.keys(PAGES))('%s can be read: it is shorter than 200 kB', (page) => {
  expect(PAGES[page].length).toBeLessThan(200_000);
});

test('each link leads to a page that has its anchor', () => {
  const links = Object.entries(PAGES).flatMap(([page, text]) => (
    [...text.matchAll(/(?:href="|\]\()([\w-]+\.md)?#(listbackup-infrastructure\.[\w.-]+)["')]/g)].map(([, other = page, anchor]) => ({ other, anchor }))
  ));
  expect(links.length).toBeGreaterThan(1000);
  const anchors = Object.fromEntries(Object.entries(PAGES).map(([page, text]) => [page, new Set([...text.matchAll(/id="([^"]+)"/g)].map(([, id]) => id))]));
  expect([...new Set(links.filter(({ other, anchor }) => !anchors[other]?.has(anchor)).map(({ other, anchor }) => `${other}#${anchor}`))]).toEqual([]);
});

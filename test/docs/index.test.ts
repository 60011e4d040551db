import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './snippets';

const DOCS = join(ROOT, 'docs');
const DECISIONS = join(DOCS, 'decisions');
const pagesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

test('the index of guides leads to each of them', () => {
  const linked = [...read(DOCS, 'README.md').matchAll(/^\| \[[\w ]+\]\(([\w/.-]+)\) \| .+ \|$/gm)].map(([, page]) => page);
  expect(linked.length).toBeGreaterThan(9);
  expect(linked.sort()).toEqual([...pagesIn(DOCS), 'decisions/README.md'].sort());
});

test('the index of decisions has each record by its number and its title', () => {
  const rows = [...read(DECISIONS, 'README.md').matchAll(/^\| \[(\d{4})\]\(([\w.-]+)\) \| (.+) \|$/gm)].map(([, number, page, title]) => ({ number, page, title }));
  const records = pagesIn(DECISIONS).map((page) => {
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(read(DECISIONS, page)) ?? [];
    return { number, page, title };
  });
  expect(records.length).toBeGreaterThan(17);
  expect(rows).toEqual(records);
});

test.each(pagesIn(DECISIONS))('record %s says what was decided, why, and what it costs', (page) => {
  const text = read(DECISIONS, page);
  expect(text).toMatch(new RegExp(`^# ${page.slice(0, 4)} .+\n\nDate: 20\\d\\d-[01]\\d-[0-3]\\d\\. Status: (accepted|superseded by \\d{4})\\.`));
  expect(text).toMatch(/\*\*Decision\.\*\*/);
  // One record says why in a table, question by question.
  expect(text).toMatch(/\*\*Why\.\*\*|\| why \|/);
  expect(text).toMatch(/\*\*What it costs\.\*\*/);
});

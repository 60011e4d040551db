// Fails if a link of the built site leads to no page, no file or no heading. Links to other sites are left out.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BASE } from './pages.mjs';

const DIST = fileURLToPath(new URL('.vitepress/dist', import.meta.url));
const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
const htmlOf = new Map(pages.map((name) => [name, readFileSync(join(DIST, name), 'utf8')]));
const idsOf = new Map([...htmlOf].map(([name, html]) => [name, new Set([...html.matchAll(/ (?:id|name)="([^"]+)"/g)].map(([, id]) => id))]));

/** Returns the file of a path in the site. */
const fileOf = (path) => [path, `${path}.html`, join(path, 'index.html')].find((name) => name !== '' && (idsOf.has(name) || (/\.\w+$/.test(name) && existsSync(join(DIST, name)))));

/** Returns the reason why a link leads nowhere; `undefined` if it works. */
function problemOf(page, href) {
  const { origin, pathname, hash } = new URL(href, `http://site${BASE}${page}`);
  if (origin !== 'http://site') return undefined;
  const file = pathname.startsWith(BASE) ? fileOf(decodeURI(pathname.slice(BASE.length)).replace(/\/$/, '')) : undefined;
  if (file === undefined) return 'no such page';
  return hash === '' || idsOf.get(file)?.has(decodeURIComponent(hash.slice(1))) ? undefined : 'no such heading';
}

const problems = [...htmlOf].flatMap(([page, html]) => (
  [...new Set([...html.matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, href]) => href.replaceAll('&amp;', '&')))]
    .map((href) => [href, problemOf(page, href)]).filter(([, problem]) => problem !== undefined).map(([href, problem]) => `${page}: ${href}: ${problem}`)));
for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages, ${problems.length} broken links`);
process.exitCode = problems.length > 0 ? 1 : 0;

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository, whose Markdown files are the pages. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Path of the site on GitHub Pages. */
export const BASE = '/listbackup-infrastructure/';

const REPOSITORY = 'https://github.com/ListBackup-ai/listbackup-infrastructure';

const markdownIn = (folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
const modules = readdirSync(join(ROOT, 'src')).filter((name) => existsSync(join(ROOT, 'src', name, 'README.md')));

/** Page of each Markdown file, by its path in the repository. */
export const PAGES = Object.fromEntries([
  ['README.md', 'index.md'],
  ['docs/README.md', 'guides.md'],
  ['cli/README.md', 'command.md'],
  ...markdownIn('docs').filter((path) => path !== 'docs/README.md').map((path) => [path, posix.basename(path)]),
  ...['api', 'decisions'].flatMap((folder) => markdownIn(`docs/${folder}`).map((path) => [path, `${folder}/${posix.basename(path).replace('README', 'index')}`])),
  ...modules.map((name) => [`src/${name}/README.md`, `modules/${name}.md`]),
]);

/** Returns the anchor that GitHub gives a heading, so that links work in both places. */
export const anchorOf = (heading) => heading.toLowerCase().trim().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

/**
 * Returns the target of a link in the site: the page of a Markdown file, otherwise the file on GitHub.
 *
 * @param from path of the file with the link.
 * @param href target of the link, relative to that file.
 * @throws when the link leads to no file
 */
export function linkOf(from, href) {
  if (/^([a-z]+:|#)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = posix.join(posix.dirname(from), path).replace(/\/$/, '');
  const end = anchor === undefined ? '' : `#${anchor}`;
  const page = PAGES[target] ?? PAGES[posix.join(target, 'README.md')];
  if (page !== undefined) return `/${page}${end}`;
  if (!existsSync(join(ROOT, target))) throw new Error(`${from}: ${href} leads to no file`);
  return `${REPOSITORY}/${statSync(join(ROOT, target)).isDirectory() ? 'tree' : 'blob'}/main/${target}${end}`;
}

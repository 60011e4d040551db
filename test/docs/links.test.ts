import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

const ROOT = join(__dirname, '..', '..');
const GENERATED = /^docs\/api\//;
const documents = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .stdout.split('\n').filter((path) => path !== '' && !GENERATED.test(path) && existsSync(join(ROOT, path)));

/** The targets of the links in a text, code left out. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
}

/** The anchor that GitHub makes of a heading. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'));
}

/** Why a link of a document leads nowhere; undefined when it leads somewhere, or out of the repository. */
function dead(document: string, link: string): string | undefined {
  if (/^(https?|mailto):/.test(link)) return undefined;
  const [path, anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(join(ROOT, target))) return `${document}: ${link}: no such file`;
  if (anchor === undefined || !target.endsWith('.md') || anchorsOf(readFileSync(join(ROOT, target), 'utf8')).includes(anchor)) return undefined;
  return `${document}: ${link}: no such heading`;
}

const deadLinks = documents.flatMap((document) => (
  linksOf(readFileSync(join(ROOT, document), 'utf8')).map((link) => dead(document, link)).filter((why) => why !== undefined)
));

test('the documents are found, those of the front door among them', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'cli/README.md', 'docs/takeover.md']));
});

test('every relative link leads to a file, and to a heading of it', () => {
  expect(deadLinks).toEqual([]);
});

test.each([
  ['[gone](gone.md)', 'README.md: gone.md: no such file'],
  ['[gone](#no-such-heading)', 'README.md: #no-such-heading: no such heading'],
  ['[found](docs/decisions/README.md#decisions)', undefined],
])('a link as in "%s" is judged', (text, why) => {
  expect(dead('README.md', linksOf(text)[0])).toBe(why);
});

test.each(['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'])('the README leads to %s', (path) => {
  expect(linksOf(readFileSync(join(ROOT, 'README.md'), 'utf8'))).toContain(path);
});

import { spawnSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Generated from doc comments, which the tests below read. */
const GENERATED = /^docs\/api\//;

const pages = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .stdout.split('\n').filter((path) => path && !GENERATED.test(path));

/** Words that read as translated or British, each with the words to use. */
const DENIED: readonly (readonly [denied: RegExp, instead: string])[] = [
  [/\ban own\b/i, 'its own, your own'],
  [/\b(?:a|an) (?:stack|service|table|queue|account|stage) an? \w+/i, 'one stack per service'],
  [/\bonce an? (?:account|region|stage)\b/i, 'once per account'],
  [/\bgo(?:es)? before it\b/i, 'override it'],
  [/\bwithout a word\b/i, 'silently, automatically'],
  [/\bis none\b/i, 'does not exist'],
  [/\banew\b/i, 'again'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\btells? by (?:itself|themselves)\b/i, 'notifies'],
  [/\bat the most\b/i, 'at most'],
  [/\bwhoever\b/i, 'anyone who'],
  [/\b(?:stands?|stood) (?:in|at|on|there|beside|behind|for itself)\b/i, 'is, exists'],
  [/\bwhat stands\b/i, 'the deployed resources'],
  [/\b\w*(?:behaviour|colour|favour|honour|neighbour|labell|modell|cancell(?:ed|ing)|artefact|licence)\w*/i, 'behavior, color, labeled, artifact, license'],
  [/\b(?:organi|customi|recogni|optimi|initiali|authori|normali|serali|minimi|synchroni|summari)s(?:e|es|ed|ing|ation|ations)\b/i, 'organization, customize'],
];

/** The prose of a page: code, links and what a tool prints keep their words. */
const proseOf = (text: string): string => text.replace(/```[^]*?```/g, '').replace(/`[^`\n]*`/g, '``').replace(/\]\([^)]*\)/g, ']');

/** Titles of tests are code, too: the threat model quotes them. */
const withoutTestTitles = (line: string): string => line.replace(/ › .*$/, '');

function deniedIn(text: string): string[] {
  const lines = proseOf(text).split('\n').map(withoutTestTitles);
  return lines.flatMap((line) => DENIED.flatMap(([denied, instead]) => {
    const found = denied.exec(line)?.[0];
    return found === undefined ? [] : [`"${found}": write "${instead}"`];
  }));
}

test.each([
  ['The guide leads to an own stage.', 'an own'],
  ['It deploys everything, a stack a service.', 'a stack a service'],
  ['An option of a part goes before it.', 'goes before it'],
  ['They are alarmed without a word.', 'without a word'],
  ['The distribution stands in the stage\'s region.', 'stands in'],
  ['This sets its behaviour.', 'behaviour'],
  ['Mend the app.', 'Mend'],
])('%j is refused', (sentence, found) => {
  expect(deniedIn(sentence)).toEqual([expect.stringContaining(`"${found}": `)]);
});

test('words that only look alike, code and links are accepted', () => {
  expect(deniedIn('We recommend the standard: run `mend anew`, see [this](mend.md), and understand the amendment. An arrow means a reference.')).toEqual([]);
});

test('the pages are found', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/takeover.md', 'src/stage/README.md', 'cli/README.md']));
});

test.each(pages)('%s has no denied words', (page) => {
  expect(deniedIn(read(page))).toEqual([]);
});

const sources = ['src', 'cli/src'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts')).map((name) => ({ path: `${folder}/${name}`, text: read(`${folder}/${name}`) })));

/** Doc comments of a source, without asterisks and examples, a line per paragraph. */
const docCommentsOf = (text: string): readonly string[] => (text.match(/\/\*\*[^]*?\*\//g) ?? [])
  .map((comment) => comment.slice(3, -2).replace(/^\s*\* ?/gm, '').replace(/^@example$[^]*/m, '').replace(/(?<!\n)\n(?![\n@])\s*/g, ' ').trim());

/** A relative clause instead of a noun or a verb. */
const OPENING = /^(?:What|Who|Where|Whether|How)\b/;

test('doc comments are found, without their examples', () => {
  const text = '/** What it\n * does.\n *\n * @example\n * mend();\n */\nlet x;\n/** An\n * own key. */';
  const [first = '', second = ''] = docCommentsOf(text);
  expect([first, second]).toEqual(['What it does.', 'An own key.']);
  expect(first).toMatch(OPENING);
  expect(deniedIn(second)).toHaveLength(1);
  expect(sources.length).toBeGreaterThan(400);
});

test('doc comments open with a noun or a verb', () => {
  const found = sources.flatMap(({ path, text }) => docCommentsOf(text).filter((comment) => OPENING.test(comment)).map((comment) => `${path}: ${comment}`));
  expect(found).toEqual([]);
});

test('doc comments have no denied words', () => {
  const found = sources.flatMap(({ path, text }) => docCommentsOf(text).flatMap(deniedIn).map((word) => `${path}: ${word}`));
  expect(found).toEqual([]);
});

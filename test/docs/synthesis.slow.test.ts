import { publicTypes } from './api-comments';
import { Snippet, snippets, snippetsOn, within } from './snippets';
import { synthesize } from './synthesize';

/** The examples of doc comments, each within the fixture in which rosetta compiles it. */
const examples: Snippet[] = publicTypes().flatMap(({ name, docs, methods = [], properties = [] }) => [
  { page: name, docs }, ...[...methods, ...properties].map((member) => ({ page: `${name}.${member.name}`, docs: member.docs })),
]).flatMap(({ page, docs }) => (docs?.example === undefined ? [] : [{ page, source: within('default', `${docs.example}\n`), offset: 0 }]));

const pages = [...snippetsOn('README.md'), ...snippets()];

// The report of a validation plugin, which the guard's snippet has.
beforeAll(() => jest.spyOn(console, 'error').mockImplementation());

test('there are snippets', () => {
  expect(pages.length).toBeGreaterThan(40);
  expect(examples.length).toBeGreaterThan(35);
});

test.each(pages.map((snippet) => [`${snippet.page}:${snippet.line}`, snippet]))('%s synthesizes', (_, { source }) => {
  expect(synthesize(source).length).toBeGreaterThan(0);
});

test.each(examples.map((snippet) => [snippet.page, snippet]))('the example of %s synthesizes', (_, { source }) => {
  expect(synthesize(source).length).toBeGreaterThan(0);
});

test('one that compiles and is refused is found', () => {
  const wrong = within('consumer', 'ListBackupTables.fromStage(this, \'Tables\', { stage }).byName(\'Nothing\');\n');
  expect(() => synthesize(wrong)).toThrow('Nothing');
});

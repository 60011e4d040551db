/**
 * Translates the examples of the guides to Python, into docs/python. The tests compile and synthesize the TypeScript that they are made from.
 * usage: npx projen docs:python
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RosettaTranslator, TargetLanguage, typeScriptSnippetFromCompleteSource, updateParameters, type TypeScriptSnippet } from 'jsii-rosetta';
import { Guide, guidesIn, pageOf } from './python-guides/pages';

const ROOT = join(__dirname, '..');
const OUT = join(ROOT, 'docs', 'python');
const HERE = '/// here';

/** The text with only `shown` visible. The folder of the examples has the library and the CDK in reach. */
function snippetOf(place: string, before: string, shown: string, after: string): TypeScriptSnippet {
  const location = { api: { api: 'file', fileName: place }, field: { field: 'markdown', line: 1 } } as const;
  const snippet = typeScriptSnippetFromCompleteSource(`/// !hide\n${before}\n/// !show\n${shown}\n/// !hide\n${after}`, location, true);
  return updateParameters(snippet, { $compilation: join(ROOT, 'examples') });
}

function fixtureOf(name: string): readonly [before: string, after: string] {
  const [before, after = ''] = readFileSync(join(ROOT, 'rosetta', `${name}.ts-fixture`), 'utf8').split(HERE);
  return [before, after];
}

/** What a fixture imports, and what follows. */
function importsOf(fixture: string): readonly [imports: string, rest: string] {
  const text = fixtureOf(fixture).join('');
  const end = [...text.matchAll(/^(?:import .*|\}) from .*;$/gm)].map(({ 0: line, index }) => index + line.length).at(-1) ?? 0;
  return [text.slice(0, end), text.slice(end)];
}

async function translated(snippets: readonly TypeScriptSnippet[]): Promise<string[]> {
  const translator = new RosettaTranslator({ includeCompilerDiagnostics: true, assemblies: [] });
  const { diagnostics } = await translator.translateAll([...snippets]);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return snippets.map((snippet) => {
    const all = translator.tablet.translatedSnippets.find(({ snippet: { fullSource } }) => fullSource === snippet.completeSource);
    const source = all?.get(TargetLanguage.PYTHON)?.source;
    if (source === undefined) throw new Error(`no translation of ${snippet.visibleSource}`);
    return source;
  });
}

/** One line per module, with the names that the blocks use. */
function usedOnly(imports: readonly string[], python: readonly string[]): string {
  const used = (name: string): boolean => python.some((block) => new RegExp(`\\b${name}\\b`).test(block));
  const modules = new Map<string, string[]>();
  for (const line of imports) {
    const [, module, list = ''] = /^from (\S+) import (.+)$/.exec(line) ?? [];
    const names = list.split(', ').filter((name) => used(name.split(' as ').at(-1) ?? name));
    if (module !== undefined) modules.set(module, [...modules.get(module) ?? [], ...names]);
  }
  return [...modules].filter(([, names]) => names.length > 0).map(([module, names]) => `from ${module} import ${[...new Set(names)].sort().join(', ')}`).join('\n');
}

async function main(): Promise<void> {
  const guides = guidesIn(join(ROOT, 'docs'));
  const fixtures = [...new Set(guides.flatMap(({ blocks }) => blocks.map(({ fixture }) => fixture)))];
  const blockOf = ({ page, blocks }: Guide): TypeScriptSnippet[] => blocks.map(({ fixture, source }) => {
    const [before, after] = fixtureOf(fixture);
    return snippetOf(`docs/${page}`, before, source, after);
  });
  const heads = fixtures.map((fixture) => snippetOf(`rosetta/${fixture}`, '', ...importsOf(fixture)));
  const texts = await translated([...heads, ...guides.flatMap(blockOf)]);
  const headOf = new Map(fixtures.map((fixture, at) => [fixture, texts[at]]));
  let next = fixtures.length;
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  for (const guide of guides) {
    const python = texts.slice(next, next += guide.blocks.length);
    const imports = guide.blocks.flatMap(({ fixture }) => (headOf.get(fixture) ?? '').split('\n'));
    writeFileSync(join(OUT, guide.page), pageOf(guide, usedOnly(imports, python), python));
  }
}

void main();

import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** A block of TypeScript on a page of the guide, as it stands within its fixture. */
export interface Snippet {
  readonly page: string;
  readonly line?: number;
  readonly source: string;
  /** How many lines of the page stand before a line of the source that is the block's. */
  readonly offset: number;
}

export const ROOT = join(__dirname, '..', '..');

/** What is no program text of the library's users. */
const NOT_COMPILED = ['sh', 'json', 'yaml', 'text', 'mermaid'];

const HERE = '/// here';

/** Folders of pages that are made of doc comments, or of the guides. */
const GENERATED = ['api', 'python'];

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** A block as it stands within a fixture. */
export function within(fixture: string, block: string): string {
  const [before, after] = readFileSync(join(ROOT, 'rosetta', `${fixture}.ts-fixture`), 'utf8').split(HERE);
  return `${before}${block}${after}`;
}

/** Every block of TypeScript of a page. */
export function snippetsOn(page: string): Snippet[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w*)(?: fixture=(\w+))?\n([^]*?)^```$/gm)].flatMap(({ 1: language, 2: fixture = 'default', 3: block, index }) => {
    const line = text.slice(0, index).split('\n').length;
    if (NOT_COMPILED.includes(language)) return [];
    if (language !== 'ts') throw new Error(`${page}:${line}: a block of "${language}"; the guide has ts, and ${NOT_COMPILED.join(', ')}`);
    const linesBefore = within(fixture, HERE).split(HERE)[0].split('\n').length;
    return [{ page, line, source: within(fixture, block), offset: line + 1 - linesBefore }];
  });
}

/** Every block of TypeScript of the guide. Those of the README and of the API pages are compiled with the doc comments, by rosetta. */
export function snippets(): Snippet[] {
  return pagesIn('docs').filter((page) => !GENERATED.some((folder) => page.startsWith(join('docs', folder)))).flatMap(snippetsOn);
}

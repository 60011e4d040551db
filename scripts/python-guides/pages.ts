import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of TypeScript of a guide. */
export interface GuideBlock {
  readonly fixture: string;
  readonly source: string;

  /** The nearest heading above the block, and its anchor on the page. */
  readonly heading: string;
  readonly anchor: string;
}

export interface Guide {
  readonly page: string;
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}

const BLOCK = /^```ts(?: fixture=(\w+))?\n([^]*?)^```$/gm;

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

/** The guides that have TypeScript. */
export function guidesIn(docs: string): Guide[] {
  return readdirSync(docs).filter((name) => name.endsWith('.md')).sort().map((page): Guide => {
    const text = readFileSync(join(docs, page), 'utf8');
    const headings = [...text.matchAll(/^#+ (.+)$/gm)];
    const blocks = [...text.matchAll(BLOCK)].map(({ 1: fixture = 'default', 2: source, index }): GuideBlock => {
      const [, heading] = headings.filter((one) => one.index < index).at(-1) ?? ['', page];
      return { fixture, source, heading, anchor: anchorOf(heading) };
    });
    return { page, title: headings[0]?.[1] ?? page, blocks };
  }).filter(({ blocks }) => blocks.length > 0);
}

/** Identifies the blocks that a page was translated from: a change of one of them makes the translation stale. */
export function hashOf({ blocks }: Guide): string {
  return createHash('sha256').update(JSON.stringify(blocks)).digest('hex').slice(0, 16);
}

/** The page in Python. `imports` are those of all its blocks, and `python` holds the translation of each block. */
export function pageOf(guide: Guide, imports: string, python: readonly string[]): string {
  const fence = (text: string): string => `\`\`\`python\n${text.trim()}\n\`\`\``;
  const sections = guide.blocks.flatMap(({ heading, anchor }, at) => {
    const isFirst = guide.blocks[at - 1]?.heading !== heading;
    return [...isFirst ? [`## [${heading}](../${guide.page}#${anchor})`] : [], fence(python[at])];
  });
  return [
    `# ${guide.title}, in Python`,
    `<!-- Generated from docs/${guide.page} by "npx projen docs:python": ${hashOf(guide)} -->`,
    `These are the examples of [${guide.title}](../${guide.page}), which explains them. \`self\` is a stack.`,
    'Pass options as the classes that you see here. A dictionary works in the place of a class, but inside a list or a map it loses its keys.',
    'The examples need these imports:',
    fence(imports),
    ...sections,
  ].join('\n\n').concat('\n');
}

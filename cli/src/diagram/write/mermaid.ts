import type { Detail } from '../detail';
import { groupsIn, kindLines, placeText, readLines, titleOf } from '../labels';
import { countText, type Group, type Need, type Picture, type StackPart } from '../model';

const NAMES_IN_ROW = 3;

/** The picture as a Mermaid flowchart. */
export function mermaidOf(picture: Picture, detail: Detail): string {
  const ids = new Map(picture.stacks.map(({ id }, index) => [id, `s${index + 1}`]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  return [
    'flowchart LR',
    `  accTitle: ${label([titleOf(picture)])}`,
    ...picture.stacks.flatMap((stack) => (detail === 'resources' && !stack.brief ? subgraph(idOf(stack.id), stack, picture) : [node(idOf(stack.id), stack)])),
    ...picture.needs.map((need) => arrow(idOf(need.from), idOf(need.to), need)),
    '',
  ].join('\n');
}

function node(id: string, stack: StackPart): string {
  return `  ${id}["${label([stack.name, placeText(stack), ...kindLines(stack)])}"]`;
}

function subgraph(id: string, stack: StackPart, picture: Picture): string[] {
  const groups = groupsIn(stack, picture);
  const ids = new Map(groups.flatMap(({ members }, index) => members.map(({ logicalId }) => [logicalId, `${id}r${index + 1}`])));
  const lines = groups.flatMap((group, index) => [
    `    ${id}r${index + 1}["${label([...headOf(group), ...group.foreign])}"]`,
    ...new Set(group.reads.map((read) => `    ${id}r${index + 1} --> ${ids.get(read) ?? read}`)),
  ]);
  return [`  subgraph ${id}["${label([stack.name, placeText(stack)])}"]`, ...lines, '  end'];
}

/** A resource and its kind; of a group the kind and the names, in rows, as Mermaid knows no columns. */
function headOf({ kind, members }: Group): string[] {
  const all = members.map(({ logicalId }) => logicalId);
  const rows = Array.from({ length: Math.ceil(all.length / NAMES_IN_ROW) }, (_, row) => all.slice(row * NAMES_IN_ROW, (row + 1) * NAMES_IN_ROW));
  const names = rows.map((row) => row.join(', '));
  return members.length > 1 ? [countText({ kind, number: members.length }), ...names] : [...names, kind];
}

function arrow(from: string, to: string, need: Need): string {
  const lines = readLines(need);
  return lines.length === 0 ? `  ${from} -.-> ${to}` : `  ${from} -->|"${label(lines)}"| ${to}`;
}

/** Lines as Mermaid shows them. Whatever could end the text, or be read as HTML or Markdown, is named by its number. */
function label(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').replace(/[^\p{L}\p{N} .,:;×→/_()+-]|;/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)).join('<br/>');
}

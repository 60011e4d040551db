import { sizeOf, type Line, type Size } from './text';
import type { Detail } from '../detail';
import { groupsIn, kindLines, needText, placeText, readLines } from '../labels';
import { countText, type Group, type Need, type Picture, type StackPart } from '../model';

/** Role of a box in the picture. */
export type BoxRole = 'stack' | 'brief' | 'resource' | 'supporting' | 'member';

/** A box with lines of text, and perhaps others in it, which has no place yet. */
export interface BoxSketch {
  /** Among those beside it. */
  readonly id: string;
  readonly role: BoxRole;
  readonly lines: readonly Line[];
  /** The room that its lines take, which is all it takes where nothing is in it. */
  readonly size: Size;
  /** Full text of the box. */
  readonly title: string;
  readonly inside: Sketch;
}

/** An arrow between two boxes beside each other. */
export interface ArrowSketch {
  /** Kind of a connection: a read within the stack, a read from another stack, or deployment order only. */
  readonly role: 'inner' | 'read' | 'order';
  readonly from: string;
  readonly to: string;
  readonly lines: readonly Line[];
  readonly title: string;
}

/** Boxes beside each other, and the arrows between them. */
export interface Sketch {
  readonly boxes: readonly BoxSketch[];
  readonly arrows: readonly ArrowSketch[];
}

/** Between a box and what is in it. */
export const PADDING = 12;

const EMPTY: Sketch = { boxes: [], arrows: [] };

/** Everything that a picture shows, without a place. */
export function sketchOf(picture: Picture, detail: Detail): Sketch {
  return {
    boxes: picture.stacks.map((stack) => stackBox(stack, detail === 'resources' && !stack.brief ? insideOf(stack, picture) : EMPTY)),
    arrows: picture.needs.map((need) => needArrow(need, picture)),
  };
}

function needArrow(need: Need, picture: Picture): ArrowSketch {
  return { role: need.reads.length > 0 ? 'read' : 'order', from: need.from, to: need.to, lines: details(readLines(need)), title: needText(need, picture) };
}

function stackBox(stack: StackPart, inside: Sketch): BoxSketch {
  const head: Line[] = [{ text: stack.name, style: 'name' }, { text: placeText(stack), style: 'detail' }];
  const lines = inside === EMPTY ? [...head, ...details(kindLines(stack))] : head;
  return { id: stack.id, role: stack.brief ? 'brief' : 'stack', lines, size: padded(lines), title: `${stack.name}, ${placeText(stack)}`, inside };
}

function insideOf(stack: StackPart, picture: Picture): Sketch {
  const groups = groupsIn(stack, picture);
  const groupWith = new Map(groups.flatMap((group) => group.members.map(({ logicalId }) => [logicalId, idOf(group)])));
  return {
    boxes: groups.map((group) => (group.members.length > 1 ? groupBox(group) : resourceBox(group))),
    arrows: groups.flatMap((group) => [...new Set(group.reads.map((read) => groupWith.get(read) ?? read))]
      .map((to) => ({ role: 'inner', from: idOf(group), to, lines: [], title: `${idOf(group)} reads ${to}` }))),
  };
}

/** A group goes by its first member. */
function idOf({ members }: Group): string {
  return members[0]?.logicalId ?? '';
}

function resourceBox(group: Group): BoxSketch {
  const lines: Line[] = [{ text: idOf(group), style: 'name' }, ...details([group.kind, ...group.foreign])];
  return { id: idOf(group), role: roleOf(group), lines, size: padded(lines), title: `${idOf(group)}, ${group.kind}`, inside: EMPTY };
}

function groupBox(group: Group): BoxSketch {
  const head = countText({ kind: group.kind, number: group.members.length });
  const names = details(group.members.map(({ logicalId }) => logicalId));
  // As wide as the widest, so that they stand in columns.
  const { width } = sizeOf(names);
  const boxes = names.map((line): BoxSketch => (
    { id: line.text, role: 'member', lines: [line], size: { width, height: sizeOf([line]).height }, title: line.text, inside: EMPTY }));
  const lines: Line[] = [{ text: head, style: 'name' }, ...details(group.foreign)];
  return { id: idOf(group), role: roleOf(group), lines, size: padded(lines), title: head, inside: { boxes, arrows: [] } };
}

function roleOf({ supporting }: Group): BoxRole {
  return supporting ? 'supporting' : 'resource';
}

function padded(lines: readonly Line[]): Size {
  const { width, height } = sizeOf(lines);
  return { width: width + 2 * PADDING, height: height + 1.5 * PADDING };
}

function details(texts: readonly string[]): Line[] {
  return texts.map((text) => ({ text, style: 'detail' }));
}

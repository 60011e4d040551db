import { STYLE } from './style';
import { element, xmlOf, type Element } from './xml';
import type { Box, Drawing, PlacedArrow, Point } from '../layout/place';
import { PADDING } from '../layout/sketch';
import { FACES, type Line } from '../layout/text';

const MARGIN = 16;
const LEGEND_HEIGHT = 34;
const ROLES: readonly PlacedArrow['role'][] = ['read', 'order', 'inner'];

/** Text of the drawing for people who can't see it. */
export interface Words {
  readonly title: string;
  readonly description: string;
}

/** The drawing as a stand-alone SVG, which holds no script and loads nothing. */
export function svgOf(drawing: Drawing, { title, description }: Words): string {
  const { width, height } = drawing;
  const [wide, high] = [Math.max(width, LEGEND_WIDTH) + 2 * MARGIN, height + 2 * MARGIN + LEGEND_HEIGHT];
  return xmlOf(element(
    'svg',
    {
      'xmlns': 'http://www.w3.org/2000/svg',
      'role': 'img',
      'aria-labelledby': 'title',
      'aria-describedby': 'desc',
      'width': wide,
      'height': high,
      'viewBox': `0 0 ${Math.ceil(wide)} ${Math.ceil(high)}`,
    },
    element('title', { id: 'title' }, title),
    element('desc', { id: 'desc' }, description),
    element('style', {}, STYLE),
    element('defs', {}, ...ROLES.map(head)),
    element('rect', { class: 'page', width: '100%', height: '100%' }),
    element('g', { transform: `translate(${MARGIN} ${MARGIN})` }, ...partsOf(drawing)),
    legend(height + MARGIN + LEGEND_HEIGHT / 2),
  ));
}

function boxOf({ x, y, width, height, role, lines, inside, title }: Box): Element {
  const isBare = role === 'member';
  return element(
    'g',
    { transform: `translate(${rounded(x)} ${rounded(y)})` },
    element('title', {}, title),
    ...isBare ? [] : [element('rect', { class: role, width, height, rx: role === 'stack' ? 8 : 5 })],
    ...linesAt(isBare ? { x: 0, y: 0 } : { x: PADDING, y: 0.75 * PADDING }, lines),
    ...partsOf(inside),
  );
}

function partsOf({ boxes, arrows }: Drawing): Element[] {
  return [...arrows.map(arrowOf), ...boxes.map(boxOf), ...arrows.flatMap(labelOf)];
}

function linesAt({ x, y }: Point, lines: readonly Line[], anchor?: string): Element[] {
  let top = y;
  return lines.map(({ text, style }) => {
    const { size, height } = FACES[style];
    const baseline = top + (height + size) / 2 - 2;
    top += height;
    return element('text', { class: style, x, y: baseline, ...anchor === undefined ? {} : { 'text-anchor': anchor } }, text);
  });
}

function arrowOf({ role, points, title }: PlacedArrow): Element {
  return element('path', { 'class': role, 'd': path(points), 'marker-end': `url(#${role}-head)` }, element('title', {}, title));
}

function labelOf({ label, lines, title }: PlacedArrow): Element[] {
  if (!label) return [];
  const { x, y, width } = label;
  return [element('g', {}, element('title', {}, title), ...linesAt({ x: x + width / 2, y }, lines, 'middle'))];
}

/** A line through the points, its corners rounded. */
function path(points: readonly Point[]): string {
  return points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M ${at(point)}`;
    return after ? `L ${at(towards(point, before))} Q ${at(point)} ${at(towards(point, after))}` : `L ${at(point)}`;
  }).join(' ');
}

const CORNER = 6;

/** A little of the way from one point to another, at most half of it. */
function towards(from: Point, to: Point): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const part = Math.min(0.5, CORNER / Math.max(1, Math.hypot(x, y)));
  return { x: from.x + x * part, y: from.y + y * part };
}

function head(role: string): Element {
  return element(
    'marker',
    { id: `${role}-head`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' },
    element('path', { class: `${role}-head`, d: 'M 0 0 L 8 4 L 0 8 z' }),
  );
}

const LEGEND = [{ role: 'read', text: 'reads' }, { role: 'order', text: 'is deployed after' }] as const;
const LEGEND_STEP = 110;
const LEGEND_WIDTH = 2 * LEGEND_STEP + 60;

function legend(y: number): Element {
  return element('g', { transform: `translate(${MARGIN} ${rounded(y)})` }, ...LEGEND.flatMap(({ role, text }, index) => [
    element('path', { 'class': role, 'd': `M ${index * LEGEND_STEP} 8 L ${index * LEGEND_STEP + 36} 8`, 'marker-end': `url(#${role}-head)` }),
    element('text', { class: 'detail', x: index * LEGEND_STEP + 44, y: 12 }, text),
  ]));
}

function at({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

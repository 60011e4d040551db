import ELK, { type ElkExtendedEdge, type ElkNode, type LayoutOptions } from 'elkjs/lib/elk.bundled.js';
import { PADDING, type ArrowSketch, type BoxSketch, type Sketch } from './sketch';
import { sizeOf, type Size } from './text';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box at its place: `x` and `y` are its upper left corner, in the box around it. */
export interface Box extends BoxSketch, Point, Size {
  readonly inside: Drawing;
}

export interface PlacedArrow extends ArrowSketch {
  readonly points: readonly Point[];
  /** The upper left corner of its lines. */
  readonly label?: Point & Size;
}

/** A sketch with a place for everything: what a writer of an image format needs. */
export interface Drawing extends Size {
  readonly boxes: readonly Box[];
  readonly arrows: readonly PlacedArrow[];
}

/** The shape of a screen. */
const WIDE = '1.6';

const LAYERS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.aspectRatio': WIDE,
  'elk.spacing.nodeNode': '22',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.componentComponent': '22',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES',
};

/** Columns of what no arrow connects. */
const COLUMNS: LayoutOptions = { 'elk.algorithm': 'rectpacking', 'elk.aspectRatio': WIDE, 'elk.spacing.nodeNode': '8' };

/** Gives everything its place; the same sketch gets the same one. */
export async function place(sketch: Sketch): Promise<Drawing> {
  const root = await new ELK().layout({ ...nodesOf(sketch, ''), id: 'root', layoutOptions: { ...LAYERS, 'elk.padding': padding(0, 0) } });
  return drawingOf(sketch, root);
}

function nodesOf({ boxes, arrows }: Sketch, within: string): Pick<ElkNode, 'children' | 'edges'> {
  const idOf = (id: string): string => `${within}/${id}`;
  return {
    children: boxes.map((box) => nodeOf(box, idOf(box.id))),
    edges: arrows.map(({ from, to, lines }, index): ElkExtendedEdge => (
      { id: `${within}#${index}`, sources: [idOf(from)], targets: [idOf(to)], labels: lines.length === 0 ? [] : [{ text: 'label', ...sizeOf(lines) }] })),
  };
}

function nodeOf({ size, inside }: BoxSketch, id: string): ElkNode {
  if (inside.boxes.length === 0) return { id, ...size };
  return {
    id,
    ...nodesOf(inside, id),
    layoutOptions: {
      ...inside.arrows.length > 0 ? LAYERS : COLUMNS,
      'elk.padding': padding(size.height, PADDING),
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${size.width},${size.height})`,
    },
  };
}

function padding(top: number, sides: number): string {
  return `[top=${top},left=${sides},bottom=${sides},right=${sides}]`;
}

function drawingOf({ boxes, arrows }: Sketch, { width = 0, height = 0, children = [], edges = [] }: ElkNode): Drawing {
  return {
    width,
    height,
    boxes: boxes.map((box, index) => {
      const node: ElkNode = children[index] ?? { id: box.id };
      return { ...box, ...rectangleOf(node), inside: drawingOf(box.inside, node) };
    }),
    arrows: arrows.map((arrow, index) => {
      const { sections = [], labels: [label] = [] } = edges[index] ?? {};
      const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
      return { ...arrow, points, ...label ? { label: rectangleOf(label) } : {} };
    }),
  };
}

function rectangleOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Point & Size>): Point & Size {
  return { x, y, width, height };
}

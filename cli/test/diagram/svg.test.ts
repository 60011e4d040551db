import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { assemblyOf, functionReading, pictureIn, TABLE, type StackFacts } from './support';
import { diagramOf } from '../../src/diagram';
import type { Detail } from '../../src/diagram/detail';
import { place, type Drawing, type Point } from '../../src/diagram/layout/place';
import { sketchOf } from '../../src/diagram/layout/sketch';
import { widthOf, type Size } from '../../src/diagram/layout/text';

const NAMES = ['jobs', 'billing', 'users', 'teams', 'files', 'tags'];

/** Services that read two stacks of data each, and keep an order; with a group, singles, and references inside. */
const STAGE: Readonly<Record<string, StackFacts>> = {
  ...Object.fromEntries(NAMES.map((name, index) => [`listbackup-api-${name}-main`, {
    after: index > 0 ? [`listbackup-api-${NAMES[index - 1]}-main`] : [],
    resources: {
      Function: functionReading(`listbackup-main-${name}`),
      Consumer: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Function' }, EventSourceArn: { 'Fn::ImportValue': `${name}-QueueArn` } } },
      FunctionRole: { Type: 'AWS::IAM::Role' },
    },
  }])),
  'listbackup-data-main': {
    resources: Object.fromEntries(NAMES.map((name) => [`${name}Table`, { Type: 'AWS::DynamoDB::Table', Properties: { TableName: `listbackup-main-${name}` } }])),
  },
  'listbackup-queues-main': {
    region: 'us-west-2',
    resources: Object.fromEntries(NAMES.map((name) => [`${name}Queue`, { Type: 'AWS::SQS::Queue' }])),
    outputs: Object.fromEntries(NAMES.map((name) => [`${name}QueueArn`, { Value: { 'Fn::GetAtt': [`${name}Queue`, 'Arn'] }, Export: { Name: `${name}-QueueArn` } }])),
  },
  'listbackup-alone-main': { resources: { Topic: { Type: 'AWS::SNS::Topic' } } },
};

const DETAILS: readonly Detail[] = ['stacks', 'resources'];
const svgOf = async (folder: string, detail: Detail, stacks: string[] = []) => diagramOf({ assembly: folder, format: 'svg', detail, stacks: new Set(stacks) });

describe.each(DETAILS)('the drawing of %s', (detail) => {
  let drawing: Drawing;
  beforeAll(async () => {
    drawing = await place(sketchOf(pictureIn(STAGE), detail));
  });

  test('shows every stack and every need once', () => {
    expect(drawing.boxes.map(({ lines: [line] }) => line?.text).sort()).toEqual(Object.keys(STAGE).sort());
    // Each service reads the tables and the queues, and comes after another, but for the first.
    expect(drawing.arrows.map(({ role }) => role).sort()).toEqual([...Array(5).fill('order') as string[], ...Array(12).fill('read') as string[]]);
  });

  test('lets nothing lie over another, nor leave what is around it', () => {
    check(drawing);
    function check({ boxes, width, height }: Drawing): void {
      boxes.forEach((box, index) => {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
        expect(boxes.slice(index + 1).filter((other) => overlap(box, other)).map(({ title }) => `${box.title} over ${title}`)).toEqual([]);
        expect(box.lines.filter((line) => widthOf(line) > box.width)).toEqual([]);
        check({ ...box.inside, width: box.width, height: box.height });
      });
    }
  });

  test('leads each arrow from box to box, and through no other', () => {
    const around = ({ x, y }: Point) => ({ x: x - 1, y: y - 1, width: 2, height: 2 });
    const at = (point: Point | undefined) => drawing.boxes.filter((box) => point && overlap(around(point), box)).map(({ id }) => id);
    for (const { from, to, points } of drawing.arrows) {
      expect([at(points[0]), at(points.at(-1))]).toEqual([[from], [to]]);
      const segments = points.slice(1).map((end, index) => spanned(points[index] ?? end, end));
      const crossed = drawing.boxes.filter(({ id }) => id !== from && id !== to).filter((box) => segments.some((segment) => overlap(segment, box)));
      expect(crossed.map(({ id }) => `${from} to ${to} through ${id}`)).toEqual([]);
    }
  });
});

function overlap(one: Point & Size, other: Point & Size): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function spanned(start: Point, end: Point): Point & Size {
  return { x: Math.min(start.x, end.x), y: Math.min(start.y, end.y), width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y) };
}

test('names what a resource reads elsewhere in its box, the stack by the part of its name that is its own', async () => {
  const svg = await svgOf(assemblyOf(STAGE), 'resources', ['listbackup-api-jobs-main']);
  expect(svg).toContain('>→ jobsTable (data)</text>');
  expect(svg).toContain('>→ jobsQueue (queues)</text>');
});

test.each(DETAILS)('the same assembly gives the same bytes, in whichever order its stacks stand: %s', async (detail) => {
  const first = await svgOf(assemblyOf(STAGE), detail);
  const other = assemblyOf(Object.fromEntries(Object.entries(STAGE).reverse()));
  expect(await svgOf(other, detail)).toBe(first);
});

describe('for whom and where it is shown', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: true });
  let svg: string;
  let root: Record<string, unknown>;
  beforeAll(async () => {
    svg = await svgOf(assemblyOf(STAGE), 'stacks');
    root = (parser.parse(svg) as { svg: Record<string, unknown> }).svg;
  });

  test('it says in words what it shows', () => {
    expect(root).toMatchObject({ 'role': 'img', 'aria-labelledby': 'title', 'aria-describedby': 'desc' });
    expect(root.title).toEqual({ 'id': 'title', '#text': '9 stacks with 31 resources, and who reads what' });
    expect((root.desc as { '#text': string })['#text']).toContain('listbackup-api-jobs-main reads of listbackup-data-main:\nFunction reads jobsTable by its name');
    expect((root.desc as { '#text': string })['#text']).toContain('listbackup-api-billing-main is deployed after listbackup-api-jobs-main');
  });

  test('it has colours for a dark page, and loads nothing', () => {
    expect(root.style).toContain('@media (prefers-color-scheme: dark)');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|@font-face|<script|<image|<foreignObject|href|data:/);
  });

  test('text is told from its box: contrast of at least 7 to 1 on light and dark', () => {
    const rules = String(root.style).split('@media');
    expect(rules).toHaveLength(2);
    for (const rule of rules) {
      const colour = (name: string) => new RegExp(`\\.${name} \\{ fill: (#[0-9a-f]{6})`).exec(rule)?.[1] ?? '';
      for (const text of ['name', 'detail']) {
        for (const box of ['page', 'stack', 'brief', 'resource', 'supporting']) {
          expect([text, box, contrast(colour(text), colour(box)) >= 7]).toEqual([text, box, true]);
        }
      }
    }
  });
});

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('whatever a template holds is text and no markup', async () => {
  const evil = '</text><script>alert("1")</script>&amp;\u0000\u001b]]>\'';
  const folder = assemblyOf({
    [`a${evil.replace(/[/\0]/g, '')}`]: { resources: { [evil]: { Type: `AWS::Evil::${evil}` }, Reader: functionReading('listbackup-main-users') } },
    data: { resources: { UsersTable: TABLE } },
  });
  for (const detail of DETAILS) {
    const svg = await svgOf(folder, detail);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/[\u0000-\u0008\u000e-\u001f]/);
  }
});

test('an assembly whose stacks hold nothing is drawn, too', async () => {
  for (const detail of DETAILS) expect(XMLValidator.validate(await svgOf(assemblyOf({ empty: { resources: {} } }), detail))).toBe(true);
});

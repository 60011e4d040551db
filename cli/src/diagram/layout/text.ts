/** Size of an element. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Style of a line of text. */
export type Style = 'name' | 'detail';

export interface Line {
  readonly text: string;
  readonly style: Style;
}

interface Face {
  readonly size: number;
  readonly height: number;
  /** Factor of its width to the width of the face in the table below. */
  readonly wider: number;
}

export const FACES: Readonly<Record<Style, Face>> = {
  name: { size: 13, height: 19, wider: 1.2 },
  detail: { size: 12, height: 17, wider: 1.02 },
};

/** Widths in parts of the size, of the widest of the usual system fonts: which one a reader has is not known. */
const NARROW = /[ijlI.,:;'|!()[\] ]/;
const MIDDLING = /[frt/-]/;
const WIDE = /[mwMW@%—×→]/;
const CAPITAL = /[A-Z]/;

/** Returns the width of a text that suffices in any usual font. */
export function widthOf({ text, style }: Line): number {
  const { size, wider } = FACES[style];
  const parts = [...text].reduce((sum, sign) => sum + partOf(sign), 0);
  return Math.ceil(parts * size * wider);
}

function partOf(sign: string): number {
  if (NARROW.test(sign)) return 0.33;
  if (MIDDLING.test(sign)) return 0.42;
  if (WIDE.test(sign)) return 0.9;
  if (CAPITAL.test(sign)) return 0.7;
  return sign > '\u2000' ? 1 : 0.58;
}

/** The room of some lines under each other. */
export function sizeOf(lines: readonly Line[]): Size {
  return { width: Math.max(0, ...lines.map(widthOf)), height: lines.reduce((sum, { style }) => sum + FACES[style].height, 0) };
}

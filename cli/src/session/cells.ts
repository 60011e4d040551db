import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

/** Emoji that terminals draw two cells wide; the regular expressions of `string-width` end with Unicode 12. */
const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ELLIPSIS = '…';

/** The text without control sequences, and with spaces for tabs. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/\t/g, '  ');
}

/** The number of terminal cells that a plain text of one line takes. */
export function cells(text: string): number {
  return characters(text).reduce((sum, character) => sum + cellsOf(character), 0);
}

/** The plain text if it fits, and otherwise as much of its beginning as fits before an ellipsis. */
export function fit(text: string, columns: number): string {
  if (cells(text) <= columns) return text;
  return columns < 1 ? '' : `${beginning(text, columns - 1)}${ELLIPSIS}`;
}

/**
 * The rows of a plain text that fit into the columns. Breaks at spaces, and inside a word only if the word alone is too long.
 *
 * @param indent the spaces before each row but the first
 */
export function wrap(text: string, columns: number, indent = 0): string[] {
  const margin = ' '.repeat(Math.max(0, Math.min(indent, columns - 2)));
  const rows: string[] = [];
  let row = '';
  for (const [, gap = '', word = ''] of text.matchAll(/(\s*)(\S*)/g)) {
    if (row.trim() === '' || cells(row + gap + word) <= columns) {
      row += gap;
    } else {
      rows.push(row.trimEnd());
      row = margin;
    }
    let rest = word;
    while (cells(row + rest) > columns) {
      // A character that is wider than the window still takes a row.
      const piece = beginning(rest, columns - cells(row)) || (characters(rest)[0] ?? '');
      rows.push(row + piece);
      row = margin;
      rest = rest.slice(piece.length);
    }
    row += rest;
  }
  return row.trim() === '' && rows.length > 0 ? rows : [...rows, row.trimEnd()];
}

/** The longest beginning of the text that fits. */
function beginning(text: string, columns: number): string {
  let fitting = '';
  let taken = 0;
  for (const character of characters(text)) {
    taken += cellsOf(character);
    if (taken > columns) break;
    fitting += character;
  }
  return fitting;
}

function characters(text: string): string[] {
  return [...CHARACTERS.segment(text)].map(({ segment }) => segment);
}

function cellsOf(character: string): number {
  return EMOJI.test(character) ? 2 : Math.min(2, stringWidth(character));
}

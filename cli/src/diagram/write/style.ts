/** Colors of the parts, for a light and for a dark page. Contrast of text on its box is at least 7 : 1 in both. */
const COLOURS = {
  light: { page: '#ffffff', stack: '#eef3fb', stackLine: '#3b5b92', box: '#ffffff', boxLine: '#8193ad', text: '#14213d', detail: '#38455e', read: '#3b5b92', order: '#5f6b7d' },
  dark: { page: '#0d1117', stack: '#161d2b', stackLine: '#7aa2e8', box: '#0d1117', boxLine: '#5b6b85', text: '#e6edf7', detail: '#b9c4d6', read: '#7aa2e8', order: '#93a0b5' },
};

type Colours = (typeof COLOURS)['light'];

/** The style sheet of the drawing. It names no font that would have to be loaded. */
export const STYLE = [
  '',
  'text { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }',
  '.name { font-size: 13px; font-weight: 600; } .detail { font-size: 12px; }',
  '.read, .order, .inner { fill: none; stroke-width: 1.4; } .inner { stroke-width: 1; } .order { stroke-dasharray: 5 4; }',
  rulesOf(COLOURS.light),
  `@media (prefers-color-scheme: dark) { ${rulesOf(COLOURS.dark)} }`,
  '',
].join('\n');

function rulesOf(of: Colours): string {
  return [
    `.page { fill: ${of.page}; }`,
    `.stack { fill: ${of.stack}; stroke: ${of.stackLine}; }`,
    `.brief { fill: ${of.page}; stroke: ${of.stackLine}; stroke-dasharray: 5 4; }`,
    `.resource { fill: ${of.box}; stroke: ${of.boxLine}; }`,
    `.supporting { fill: ${of.box}; stroke: ${of.boxLine}; stroke-dasharray: 2 2; }`,
    `.name { fill: ${of.text}; } .detail { fill: ${of.detail}; }`,
    `.read { stroke: ${of.read}; } .inner, .order { stroke: ${of.order}; }`,
    `.read-head { fill: ${of.read}; } .inner-head, .order-head { fill: ${of.order}; }`,
  ].join(' ');
}

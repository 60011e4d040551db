/** An element of XML: its text and attributes are escaped here, and nowhere else. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Element | string)[];
}

export function element(tag: string, attributes: Element['attributes'] = {}, ...children: readonly (Element | string)[]): Element {
  return { tag, attributes, children };
}

/** The element as text, an element a line. Text stands alone in its element. */
export function xmlOf({ tag, attributes, children }: Element, indent = ''): string {
  const start = `${indent}<${tag}${Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(shown(value))}"`).join('')}`;
  if (children.length === 0) return `${start}/>\n`;
  if (children.every((child) => typeof child === 'string')) return `${start}>${children.map(escaped).join('')}</${tag}>\n`;
  const inner = children.map((child) => (typeof child === 'string' ? `${indent} ${escaped(child)}\n` : xmlOf(child, `${indent} `)));
  return `${start}>\n${inner.join('')}${indent}</${tag}>\n`;
}

/** A tenth of a point is more than an eye sees. */
function shown(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

function escaped(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Characters that XML 1.0 forbids, even escaped. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

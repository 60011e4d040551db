import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node as YamlNode } from 'yaml';
import type { MapNode, Node, Place } from './node';
import { CliError, messageOf } from '../../errors';

/** More is no configuration. */
const MAX_BYTES = 2_000_000;

/** CloudFormation's short forms whose long form isn't `Fn::` and the name. */
const BARE = ['Ref', 'Condition'];

interface Source {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Reads a YAML or JSON file with the line of each value; refuses, in one line, a file that can't be read. */
export function readSource(file: string): Node {
  const text = textOf(file);
  if (!['.yml', '.yaml', '.json'].includes(extname(file).toLowerCase())) return { kind: 'scalar', value: text, at: { file, line: 1 } };
  const lines = new LineCounter();
  // JSON is YAML. Unknown tags are CloudFormation's, and read below.
  const document = parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'silent', uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const [what] = error.message.split('\n');
    throw CliError.usage(`convert: ${file}:${error.linePos?.[0].line ?? 1}: not valid YAML: ${(what ?? '').replace(/ at line.*/, '')}`);
  }
  return nodeAt({ file, document, lines }, document.contents, { file, line: 1 });
}

/** The text of a file. */
export function textOf(file: string): string {
  try {
    if (statSync(file).size > MAX_BYTES) throw CliError.usage(`convert: ${file}: larger than ${MAX_BYTES} bytes, so not a configuration`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw error instanceof CliError ? error : CliError.usage(`convert: cannot read ${file}: ${messageOf(error)}`);
  }
}

function nodeAt(source: Source, node: unknown, above: Place): Node {
  if (isAlias(node)) return nodeAt(source, node.resolve(source.document), above);
  const at = placeOf(source, node, above);
  const value = bareNodeAt(source, node, at);
  const tag = /^!(\w+)$/.exec((isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined) ?? '')?.[1];
  return tag === undefined ? value : longForm(tag, value, at);
}

function bareNodeAt(source: Source, node: unknown, at: Place): Node {
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => nodeAt(source, item, at)), at };
  if (isMap(node)) {
    const entries = new Map<string, Node>();
    for (const { key, value } of node.items) {
      const given: unknown = isScalar(key) ? key.value : key;
      // The library reads the key of a merge as a symbol.
      const name = typeof given === 'symbol' ? given.description ?? '' : String(given);
      const keyAt = placeOf(source, key, at);
      if (name === '<<') mergedInto(entries, nodeAt(source, value, keyAt));
      else entries.set(name, value === null ? { kind: 'scalar', value: null, at: keyAt } : { ...nodeAt(source, value, keyAt), at: keyAt });
    }
    return { kind: 'map', entries, at };
  }
  return { kind: 'scalar', value: scalarOf(isScalar(node) ? node.value : null), at };
}

function mergedInto(entries: Map<string, Node>, merged: Node): void {
  const sources = merged.kind === 'list' ? merged.items : [merged];
  for (const { entries: more } of sources.filter((one): one is MapNode => one.kind === 'map')) {
    for (const [key, value] of more) if (!entries.has(key)) entries.set(key, value);
  }
}

function scalarOf(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value);
}

/** `!GetAtt Table.Arn` as `Fn::GetAtt`. */
function longForm(tag: string, value: Node, at: Place): Node {
  const key = BARE.includes(tag) ? tag : `Fn::${tag}`;
  const text = value.kind === 'scalar' ? String(value.value) : '';
  const dot = text.indexOf('.');
  const isAttribute = tag === 'GetAtt' && value.kind === 'scalar' && dot > 0;
  const list = (...items: string[]): Node => ({ kind: 'list', items: items.map((item) => ({ kind: 'scalar', value: item, at })), at });
  return { kind: 'map', entries: new Map([[key, isAttribute ? list(text.slice(0, dot), text.slice(dot + 1)) : value]]), at };
}

function placeOf({ file, lines }: Source, node: unknown, above: Place): Place {
  const start = (node as YamlNode | null | undefined)?.range?.[0];
  return start === undefined ? above : { file, line: lines.linePos(start).line };
}

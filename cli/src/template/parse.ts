import { parse, type ParseError, printParseErrorCode, visit } from 'jsonc-parser';
import { CliError } from '../errors';
import type { Json } from './json';
import { parseYaml } from './yaml';

/** Nothing that CloudFormation prints is larger: a template ends at 1 MB, and a response only adds escapes to it. */
const MAX_FILE_BYTES = 8_000_000;
/** Maximum nesting of a template. A deeper one would be an attack on its readers. */
const MAX_DEPTH = 100;
const STRICT = { disallowComments: true, allowTrailingComma: false };

/** Reads JSON or YAML with CloudFormation's short forms; refuses, in one line that names the file, whatever is ambiguous. */
export function parseText(text: string, file: string): Json {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    throw CliError.usage(`${file}: ${Buffer.byteLength(text)} bytes; a template holds at most 1000000, so this is none`);
  }
  const body = text.replace(/^\uFEFF/, '');
  return /^\s*[[{]/.test(body) ? parseJson(body, file) : yaml(body, file);
}

/** Reads JSON; two equal keys in one object, comments and whatever follows the value are refused. */
export function parseJson(text: string, file: string): Json {
  refuseAmbiguous(text, file);
  const errors: ParseError[] = [];
  const value = parse(text, errors, STRICT) as Json;
  const [first] = errors;
  if (first) throw CliError.usage(`${file}:${lineOf(text, first.offset)}: no valid JSON: ${printParseErrorCode(first.error)}; is the file complete?`);
  return value;
}

function refuseAmbiguous(text: string, file: string): void {
  const open: Set<string>[] = [];
  let depth = 0;
  const deeper = (): void => {
    depth += 1;
    if (depth > MAX_DEPTH) throw CliError.usage(`${file}: values are nested more than ${MAX_DEPTH} deep`);
  };
  visit(text, {
    onObjectBegin: () => { deeper(); open.push(new Set()); },
    onObjectEnd: () => { depth -= 1; open.pop(); },
    onArrayBegin: deeper,
    onArrayEnd: () => { depth -= 1; },
    onObjectProperty: (key, offset) => {
      const keys = open[open.length - 1];
      if (keys?.has(key)) throw CliError.usage(`${file}:${lineOf(text, offset)}: the key ${JSON.stringify(key)} stands twice in one object; keep one`);
      keys?.add(key);
    },
  }, STRICT);
}

function yaml(text: string, file: string): Json {
  try {
    return parseYaml(text) ?? null;
  } catch (error) {
    // js-yaml's first line says what and where; the rest is a picture of the source.
    const [what] = String((error as Error).message).split('\n');
    throw CliError.usage(`${file}: no valid YAML: ${what}`);
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

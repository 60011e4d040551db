import { parse, type ParseError, printParseErrorCode, visit } from 'jsonc-parser';
import { CliError } from '../errors';
import type { Json } from './json';
import { parseYaml } from './yaml';

/** Nothing that CloudFormation prints is larger: a template ends at 1 MB, and a response only adds escapes to it. */
const MAX_FILE_BYTES = 8_000_000;
/** Maximum nesting of a template. A deeper one would be an attack on its readers. */
const MAX_DEPTH = 100;
const STRICT = { disallowComments: true, allowTrailingComma: false };
const BYTE_ORDER_MARK = /^\uFEFF/;

/** Faults in words, by the code of the parser. */
const WRONG: Readonly<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  'InvalidSymbol': 'this is not JSON; names and texts have double quotes',
  'InvalidNumberFormat': 'not a number of JSON',
  'PropertyNameExpected': 'a name in double quotes is missing, or there is a comma too many',
  'ValueExpected': 'a value is missing; is the file complete?',
  'ColonExpected': 'a colon is missing',
  'CommaExpected': 'a comma is missing',
  'CloseBraceExpected': 'a closing brace is missing; is the file complete?',
  'CloseBracketExpected': 'a closing bracket is missing; is the file complete?',
  'EndOfFileExpected': 'there is more after the end of the value',
  'InvalidCommentToken': 'JSON has no comments',
  'UnexpectedEndOfComment': 'JSON has no comments',
  'UnexpectedEndOfString': 'the text has no closing quote; is the file complete?',
  'UnexpectedEndOfNumber': 'the number ends too early; is the file complete?',
  'InvalidEscapeCharacter': 'the text has a backslash that escapes nothing',
  'InvalidUnicode': 'the text has an incomplete \\u escape',
  'InvalidCharacter': 'the text has a control character, which must be escaped',
  '<unknown ParseErrorCode>': 'this is not JSON',
};

/** Reads JSON or YAML with CloudFormation's short forms; refuses, in one line that names the file, whatever is ambiguous. */
export function parseText(text: string, file: string): Json {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    throw CliError.usage(`${file}: ${Buffer.byteLength(text)} bytes; a template holds at most 1000000, so this is none`);
  }
  const body = text.replace(BYTE_ORDER_MARK, '');
  return /^\s*[[{]/.test(body) ? parseJson(body, file) : yaml(body, file);
}

/** Reads JSON; refuses two equal keys in one object, comments, numbers that no reader can hold, and more after the value. */
export function parseJson(text: string, file: string): Json {
  const body = text.replace(BYTE_ORDER_MARK, '');
  refuseAmbiguous(body, file);
  const errors: ParseError[] = [];
  const value = parse(body, errors, STRICT) as Json;
  const [first] = errors;
  if (first) throw CliError.usage(`${file}:${lineOf(body, first.offset)}: no valid JSON: ${WRONG[printParseErrorCode(first.error)]}`);
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
      if (keys?.has(key)) throw CliError.usage(`${file}:${lineOf(text, offset)}: the key ${JSON.stringify(key)} occurs twice in one object; keep one`);
      // The parser would set the prototype of the object, and the key would be gone.
      if (key === '__proto__') throw CliError.usage(`${file}:${lineOf(text, offset)}: the key "__proto__" can't be read safely; rename it`);
      keys?.add(key);
    },
    onLiteralValue: (value: unknown, offset, length) => {
      if (typeof value !== 'number' || Number.isFinite(value)) return;
      throw CliError.usage(`${file}:${lineOf(text, offset)}: the number ${text.slice(offset, offset + length)} is too large; the largest is about 1.8e308`);
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

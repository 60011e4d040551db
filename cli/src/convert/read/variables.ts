import { existsSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import { codeOfText, concrete, expression, hasExpression, STAGE } from './expression';
import { plain, type Node, type Place } from './node';
import { readSource } from './source';
import { CliError } from '../../errors';

/** Says what could not be carried over, or what a person should look at. */
export type Note = (at: Place, what: string, reason: string) => void;

/** Expression for a value that comes from outside the configuration, such as a deployed stack. */
export interface Outside {
  /** TypeScript for a stack's output: `${cf:STACK.KEY}`. */
  output(stack: string, key: string, region: string | undefined): string;
  /** TypeScript for an SSM parameter: `${ssm:/path}`. */
  parameter(name: string): string;
}

interface Parsed {
  readonly source: string;
  readonly params: string;
  readonly address: string;
}

/** As deep as variables may refer to each other; more is a circle. */
const MAX_DEPTH = 40;
const VARIABLE = /^(\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?(?::([^]*))?$/;

/**
 * Resolves Serverless' variables. What depends on the stage stays an expression, so that one program serves every stage.
 *
 * @see https://www.serverless.com/framework/docs/providers/aws/guide/variables
 */
export class Variables {
  private readonly files = new Map<string, Node>();

  public constructor(
    private readonly root: Node, private readonly stage: string, private readonly outside: Outside, readonly note: Note,
    /** Told of each value that a variable took. */
    private readonly use: (node: Node) => void,
  ) {}

  /** The node with its variables resolved, deeply. */
  public resolve(node: Node, depth = 0): Node {
    if (depth > MAX_DEPTH) throw CliError.usage(`convert: ${node.at.file}:${node.at.line}: variables refer to each other in a circle`);
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.resolve(item, depth)) };
    if (node.kind === 'map') return { ...node, entries: new Map([...node.entries].map(([key, value]) => [key, this.resolve(value, depth)])) };
    return typeof node.value === 'string' && node.value.includes('${') ? this.resolveText(node.value, node.at, depth) : node;
  }

  /** The node that a variable stands for, its own parts as they are. */
  public shallow(node: Node): Node {
    return node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('${') ? this.resolveText(node.value, node.at, 0, false) : node;
  }

  private resolveText(text: string, at: Place, depth: number, deep = true): Node {
    const parts = split(text);
    if (parts.length === 1 && typeof parts[0] === 'object') {
      const whole = this.valueOf(parts[0].variable, at, depth, deep);
      return whole ?? this.unresolved(text, at);
    }
    const pieces = parts.map((part) => {
      if (typeof part === 'string') return part;
      const value = this.valueOf(part.variable, at, depth);
      if (value === undefined) return `\${${part.variable}}`;
      if (value.kind !== 'scalar') {
        this.note(at, text, 'a variable inside the text is not a text itself');
        return `\${${part.variable}}`;
      }
      return String(value.value ?? '');
    });
    return { kind: 'scalar', value: pieces.join(''), at };
  }

  private unresolved(text: string, at: Place): Node {
    this.note(at, text, 'the variable has no value here');
    return { kind: 'scalar', value: text, at };
  }

  /** `undefined` where nothing has a value. */
  private valueOf(content: string, at: Place, depth: number, deep = true): Node | undefined {
    // `${AWS::Region}` belongs to `Fn::Sub`, and so do names of resources.
    if (/^(AWS::\w+|[A-Za-z0-9]+(\.[A-Za-z0-9.]+)?)$/.test(content.trim()) && !['self', 'opt', 'sls'].includes(content.trim())) {
      return { kind: 'scalar', value: `\${${content}}`, at };
    }
    const all = alternatives(content);
    for (const [index, alternative] of all.entries()) {
      const text = this.textOf(alternative, at, depth);
      const rest = all.slice(index + 1).join(', ');
      const literal = literalOf(text);
      if (literal !== undefined) return { kind: 'scalar', value: literal, at };
      const parsed = parse(text);
      if (parsed.source === 'env' && rest !== '') return this.environmentOr(parsed.address, rest, at, depth);
      if (['cf', 'ssm'].includes(parsed.source) && rest !== '') this.note(at, `\${${content}}`, 'CloudFormation has no default for a value that is missing; deployment then fails');
      const value = this.fromSource(parsed, at, depth);
      if (value !== undefined && !(value.kind === 'scalar' && value.value === null)) return deep || value.kind === 'scalar' ? this.resolve(value, depth + 1) : value;
    }
    return undefined;
  }

  /** A variable of the environment where synthesis runs, with a default. */
  private environmentOr(name: string, rest: string, at: Place, depth: number): Node {
    const otherwise = this.valueOf(rest, at, depth + 1);
    const text = otherwise?.kind === 'scalar' ? String(otherwise.value ?? '') : '';
    if (otherwise !== undefined && otherwise.kind !== 'scalar') this.note(at, `\${env:${name}, ${rest}}`, 'the default is not a text');
    return { kind: 'scalar', value: expression(`(process.env.${name} ?? ${codeOfText(text)})`), at };
  }

  /** The text of a variable, with the variables inside it resolved. */
  private textOf(text: string, at: Place, depth: number): string {
    return text.includes('${') ? String(plain(this.resolveText(text, at, depth + 1))) : text;
  }

  private fromSource({ source, params, address }: Parsed, at: Place, depth: number): Node | undefined {
    const scalar = (value: string | boolean): Node => ({ kind: 'scalar', value, at });
    switch (source) {
      case 'self': return this.self(address, at, depth);
      case 'opt': return address === 'stage' ? scalar(STAGE) : undefined;
      case 'sls': return address === 'stage' ? scalar(STAGE) : undefined;
      case 'param': return this.param(address, depth);
      case 'file': return this.file(params, address, at, depth);
      case 'env': return scalar(expression(`process.env.${address} ?? ''`));
      case 'aws': return address === 'accountId' || address === 'region' ? scalar(expression(address === 'region' ? 'this.region' : 'this.account')) : undefined;
      case 'cf': return this.output(address, params);
      case 'ssm':
        this.note(at, `\${ssm:${address}}`, 'the value becomes part of the function; a SecureString can\'t, so pass its name with useParameter and have the function read it');
        if (/\w+-\w+-\d/.test(params)) this.note(at, `\${ssm(${params}):${address}}`, 'CloudFormation reads parameters of the stack\'s own Region only');
        return scalar(expression(this.outside.parameter(address)));
      case 'strToBool': return scalar(['true', '1'].includes(params.trim().toLowerCase()));
      default:
        this.note(at, `\${${source}:${address}}`, `the source "${source}" is not one of the framework's that can be converted`);
        return undefined;
    }
  }

  private output(address: string, region: string): Node | undefined {
    // A stack's name holds no dot, but the stage that it ends with is still an expression.
    const dot = address.indexOf('.');
    if (dot < 0) return undefined;
    const code = this.outside.output(address.slice(0, dot), address.slice(dot + 1), region || undefined);
    return { kind: 'scalar', value: expression(code), at: this.root.at };
  }

  private self(address: string, at: Place, depth: number): Node | undefined {
    if (address === 'provider.stage') return { kind: 'scalar', value: STAGE, at };
    if (address === 'service.name') return this.self('service', at, depth);
    return this.lookUp(this.root, address, depth);
  }

  private param(name: string, depth: number): Node | undefined {
    return this.lookUp(this.root, `params.${this.stage}.${name}`, depth) ?? this.lookUp(this.root, `params.default.${name}`, depth);
  }

  private file(path: string, address: string, at: Place, depth: number): Node | undefined {
    const file = resolvePath(dirname(this.root.at.file), concrete(path.trim(), this.stage));
    if (hasExpression(path)) this.note(at, `\${file(${path})}`, `the file for stage "${this.stage}" was read; other stages may need another`);
    if (/\.(c|m)?[jt]s$/.test(file)) {
      this.note(at, `\${file(${path})}`, 'the value is made by a program; write it into the configuration, or into the converted stack');
      return undefined;
    }
    if (!existsSync(file)) return undefined;
    const content = this.files.get(file) ?? readSource(file);
    this.files.set(file, content);
    return address === '' ? content : this.lookUp(content, address, depth);
  }

  /** Returns the value at a path of keys, and resolves variables on the way. */
  private lookUp(from: Node, address: string, depth: number): Node | undefined {
    const keys = concrete(address, this.stage).split('.');
    let node: Node | undefined = from;
    for (const key of keys) {
      if (node?.kind === 'scalar') node = this.resolve(node, depth + 1);
      this.use(node);
      if (node?.kind === 'map') node = node.entries.get(key);
      else if (node?.kind === 'list') node = node.items[Number(key)];
      else return undefined;
      if (node === undefined) return undefined;
    }
    this.use(node);
    if (hasExpression(address)) this.note(node.at, address.split(STAGE).join('${stage}'), `the value for stage "${this.stage}" was taken; other stages may need another`);
    return node;
  }
}

/** A text and the variables in it, those inside variables left as they are. */
function split(text: string): (string | { readonly variable: string })[] {
  const parts: (string | { readonly variable: string })[] = [];
  let from = 0;
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', from)) {
    const end = closing(text, at + 2);
    if (end < 0) break;
    if (at > from) parts.push(text.slice(from, at));
    parts.push({ variable: text.slice(at + 2, end) });
    from = end + 1;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) depth += 1;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** `self:a, self:b, 'c'` by commas outside of quotes, braces and parentheses. */
function alternatives(content: string): string[] {
  const found: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  [...content].forEach((sign, at) => {
    if (quote) {quote = sign === quote ? '' : quote;} else if (sign === '\'' || sign === '"') {quote = sign;} else if ('{('.includes(sign)) {depth += 1;} else if ('})'.includes(sign)) {depth -= 1;} else if (sign === ',' && depth === 0) {
      found.push(content.slice(from, at).trim());
      from = at + 1;
    }
  });
  return [...found, content.slice(from).trim()];
}

function literalOf(text: string): string | number | boolean | undefined {
  const [, single] = /^'([^']*)'$/.exec(text) ?? /^"([^"]*)"$/.exec(text) ?? [];
  if (single !== undefined) return single;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function parse(text: string): Parsed {
  const [, source = text, params = '', address = ''] = VARIABLE.exec(text) ?? [];
  return { source, params, address };
}

/** An option of a command, as it is parsed and as it is shown. */
export interface OptionRow {
  readonly type: 'string' | 'boolean';
  /** One letter that can be written instead. */
  readonly short?: string;
  /** True if the option can be given more than once. */
  readonly multiple?: boolean;
  /** True if the command requires the option. */
  readonly required?: boolean;
  /** The word that stands for the value, such as `DIR`. */
  readonly value?: string;
  /** Effect of the option. */
  readonly does: string;
  /** Behavior without the option. Every option that takes a value and isn't required has one, or says so in `does`. */
  readonly otherwise?: string;
}

/** The options of a command, by name, in the order in which they are shown. */
export type OptionRows = Readonly<Record<string, OptionRow>>;

/** The last option of every command. */
export const HELP_OPTION = { help: { type: 'boolean', short: 'h', does: 'this text' } } as const satisfies OptionRows;

export interface UsageProps {
  readonly command: string;
  /** Description of the command, as whole sentences. */
  readonly does: string;
  readonly options: OptionRows;
  /** Options of which at most one can be given, or exactly one where they are required. */
  readonly alternatives?: readonly { readonly options: readonly string[]; readonly required: boolean }[];
  /** Arguments of an example, as a user would type them. */
  readonly example: string;
  /** Exit codes. */
  readonly exit: string;
}

const WIDTH = 135;

/** Returns the text of `--help`. */
export function usageOf({ command, does, options, alternatives = [], example, exit }: UsageProps): string {
  const heads = Object.entries(options).map(([name, row]) => headOf(name, row));
  const column = Math.max(...heads.map(({ length }) => length)) + 2;
  const lines = Object.values(options).map((row, index) => hanging(`  ${(heads[index] ?? '').padEnd(column)}`, textOf(row).split(' ')));
  return [
    hanging(`usage: listbackup ${command} `, synopsisOf(options, alternatives), '  '),
    '',
    hanging('', does.split(' ')),
    '',
    ...lines,
    '',
    hanging(`example: npx listbackup ${command} `, example.split(' ')),
    '',
    hanging('exit code: ', exit.split(' '), '  '),
    '',
  ].join('\n');
}

/** Returns the rows of a Markdown table with the options. */
export function optionTable(options: OptionRows): string {
  return [
    '| option | what it does | default |',
    '| --- | --- | --- |',
    ...Object.entries(options).filter(([name]) => name !== 'help').map(([name, row]) => (
      `| \`${headOf(name, row)}\` | ${row.does}${row.multiple ? MANY : ''} | ${row.required ? 'required' : row.otherwise ?? ''} |`)),
  ].join('\n');
}

const MANY = '; can be given more than once';

function textOf({ does, multiple, otherwise }: OptionRow): string {
  return `${does}${multiple ? MANY : ''}${otherwise === undefined ? '' : `; default: ${otherwise}`}`;
}

function headOf(name: string, { short, value }: OptionRow): string {
  return `--${name}${short === undefined ? '' : `, -${short}`}${value === undefined ? '' : ` ${value}`}`;
}

function synopsisOf(options: OptionRows, alternatives: UsageProps['alternatives'] = []): string[] {
  return Object.entries(options).flatMap(([name, row]) => {
    if (name === 'help') return [];
    const group = alternatives.find((one) => one.options.includes(name));
    if (group === undefined) return [row.required ? headOf(name, row) : `[${headOf(name, row)}]${row.multiple ? '...' : ''}`];
    if (group.options[0] !== name) return [];
    const all = group.options.map((one) => headOf(one, options[one] ?? row)).join(' | ');
    return [group.required ? `(${all})` : `[${all}]`];
  });
}

/** The words in lines of at most `WIDTH`; lines after the first are indented to the end of the head. */
function hanging(head: string, words: readonly string[], indent = ' '.repeat(head.length)): string {
  const lines: string[] = [];
  let line = head;
  for (const [index, word] of words.entries()) {
    if (index > 0 && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else {
      line += `${index === 0 ? '' : ' '}${word}`;
    }
  }
  return [...lines, line].join('\n');
}

/** Output of the command. On a terminal, lines can be replaced while work goes on. */
export interface Terminal {
  readonly isTty: boolean;
  readonly line: (text?: string) => void;
  /** Replaces the lines that are shown live; nothing where it is no terminal. */
  readonly live: (lines: readonly string[]) => void;
}

/** The part of a stream that is used. */
export interface TerminalOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const UP_AND_CLEAR = '\x1b[1A\x1b[2K';
const USUAL_COLUMNS = 80;

export function terminal(output: TerminalOutput): Terminal {
  let shown: readonly string[] = [];
  const isTty = output.isTTY ?? false;
  const erase = () => output.write(UP_AND_CLEAR.repeat(shown.length));
  // A line that wraps could not be erased as one. Some terminals say they are 0 wide.
  const show = () => shown.forEach((text) => output.write(`${text.slice(0, (output.columns || USUAL_COLUMNS) - 1)}\n`));
  return {
    isTty,
    line: (text = '') => {
      erase();
      output.write(`${text}\n`);
      show();
    },
    live: (lines) => {
      if (!isTty) return;
      erase();
      shown = lines;
      show();
    },
  };
}

/** Writes nothing. */
export const silent: Terminal = { isTty: false, line: () => undefined, live: () => undefined };

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLI = join(__dirname, '..', '..');
const COMMAND = join(CLI, 'bin', 'listbackup.js');
const APP = join(CLI, 'test', 'fixtures', 'app', 'app.ts');
const WITHIN_MS = 10_000;

/** The command line that synthesizes the stand-in app. */
export const FIXTURE_APP = `"${process.execPath}" "${require.resolve('tsx/cli')}" "${APP}"`;

/** What a run should leave behind. */
export const NOTHING = { files: [], processes: [] };

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command, running in a folder and with a temporary folder that nobody else uses. */
export class RunningCommand {
  static start(args: readonly string[], { env = {}, cwd }: CommandOptions = {}): RunningCommand {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: cwd ?? folder,
      env: { ...process.env, TMPDIR: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningCommand(folder, child);
  }

  readonly done: Promise<Outcome>;
  private stdout = '';
  private stderr = '';

  private constructor(readonly folder: string, private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => { this.stdout += chunk.toString(); });
    child.stderr?.on('data', (chunk: Buffer) => { this.stderr += chunk.toString(); });
    this.done = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Resolves when the command has written something that matches. */
  async written(pattern: RegExp): Promise<RegExpExecArray> {
    for (const until = Date.now() + WITHIN_MS * 3; Date.now() < until; await sleep(10)) {
      const match = pattern.exec(this.stdout);
      if (match) return match;
      if (this.child.exitCode !== null) break;
    }
    throw new Error(`not written: ${pattern}\n${this.stdout}\n${this.stderr}`);
  }

  /** Resolves when a file of this name is in the temporary folder. */
  async created(name: string): Promise<void> {
    for (const until = Date.now() + WITHIN_MS; Date.now() < until; await sleep(10)) {
      if (existsSync(join(this.folder, name))) return;
    }
    throw new Error(`no file ${name}\n${this.stdout}\n${this.stderr}`);
  }

  /** What the run left behind, once there was time to go. */
  async leftovers(): Promise<{ files: string[]; processes: string[] }> {
    for (const until = Date.now() + WITHIN_MS; Date.now() < until; await sleep(50)) {
      if (this.files().length === 0 && this.processes().length === 0) break;
    }
    return { files: this.files(), processes: this.processes() };
  }

  private files(): string[] {
    // tsx keeps what it compiled in the temporary folder.
    return existsSync(this.folder) ? readdirSync(this.folder).filter((name) => name.startsWith('listbackup-')) : [];
  }

  /** Every process of a run has the temporary folder in its environment. */
  private processes(): string[] {
    return execFileSync('ps', ['axeww', '-o', 'args'], { encoding: 'utf8', maxBuffer: 64e6 }).split('\n').filter((line) => line.includes(this.folder));
  }
}

/** Runs the command to its end. */
export async function runCommand(args: readonly string[], options?: CommandOptions): Promise<Outcome & { run: RunningCommand }> {
  const run = RunningCommand.start(args, options);
  return { ...await run.done, run };
}

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that goes when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'listbackup-test-')));
  made.push(folder);
  return folder;
}

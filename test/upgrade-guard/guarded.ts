import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ListBackupUpgradeGuard } from '../../src';

/** What a synthesis came to. */
export interface Outcome {
  /** Whether the synthesis threw. */
  readonly failed: boolean;
  /** What is printed, on one line. */
  readonly printed: string;
  /** The rules that are broken, or warned about, in order. */
  readonly rules: readonly string[];
  /** The descriptions of what is found. */
  readonly found: readonly string[];
  readonly fixes: readonly string[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly { readonly ruleName: string; readonly description: string; readonly suggestedFix?: string }[];
  }[];
}

/** A folder with a lock file, and apps that are synthesized against it one after the other. */
export class Guarded {
  public readonly folder = mkdtempSync(join(tmpdir(), 'listbackup-guard-'));
  public readonly lockFile = join(this.folder, 'stateful.lock.json');

  /** Synthesizes what `build` adds to a new app. */
  public synth(build: (app: App) => void, context: Record<string, unknown> = {}, everyStack?: boolean): Outcome {
    const app = new App({ outdir: mkdtempSync(join(this.folder, 'cdk.out-')), analyticsReporting: false, context });
    ListBackupUpgradeGuard.protect(app, { lockFile: this.lockFile, everyStack });
    build(app);
    return synthesized(app);
  }

  /** Synthesizes and accepts what is found. */
  public accept(build: (app: App) => void, everyStack?: boolean): string {
    const outcome = this.synth(build, { 'listbackup:update-lock': 'true' }, everyStack);
    expect(outcome).toMatchObject({ failed: false, found: [] });
    return this.lock();
  }

  public lock(): string {
    return readFileSync(this.lockFile, 'utf8');
  }

  public dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Synthesizes: what is refused is thrown, and what is warned about stands in the report. */
export function synthesized(app: App): Outcome {
  const printed: string[] = [];
  const spy = jest.spyOn(console, 'error').mockImplementation((text: string) => { printed.push(text); });
  try {
    app.synth();
  } catch (error) {
    return refused(app, error instanceof Error ? error.message : String(error));
  } finally {
    spy.mockRestore();
  }
  const file = join(app.outdir, 'validation-report.json');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : { pluginReports: [] };
  const violations = report.pluginReports.flatMap((one) => one.violations);
  return {
    failed: false,
    printed: printed.join(' ').replace(/\s+/g, ' '),
    rules: violations.map(({ ruleName }) => ruleName),
    found: violations.map(({ description }) => description),
    fixes: violations.map(({ suggestedFix = '' }) => suggestedFix),
  };
}

function refused(app: App, message: string): Outcome {
  expect(existsSync(join(app.outdir, 'manifest.json'))).toBe(false);
  const [head = '', ...entries] = message.split('\n- [');
  if (entries.length === 0) return { failed: true, printed: message, rules: [], found: [message], fixes: [] };
  expect(head).toBe('ListBackupUpgradeGuard refuses what this change does:');
  const parts = entries.map((entry) => /^(?<rule>[\w-]+)\] (?<what>.*)\n {2}(?<fix>.*)$/.exec(entry)?.groups ?? {});
  const all = (key: string): string[] => parts.map((part) => part[key] ?? '');
  return { failed: true, printed: message, rules: all('rule'), found: all('what'), fixes: all('fix') };
}

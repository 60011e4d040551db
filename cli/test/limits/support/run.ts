import { command } from '../../../src/limits';
import { jsonFile } from '../../cost/support/run';
import { assemblyFolder } from '../../plan/support/folders';
import type { TemplateObject } from '../../plan/support/today';
import { run, type Run } from '../../support/run';

export type Resources = TemplateObject['Resources'];

/** Runs `listbackup limits` in this process. */
export const limits = async (...args: readonly string[]): Promise<Run> => run(command, args);

/** The parts of `--format json` that the tests read. */
export interface Report {
  readonly exceeded: boolean;
  readonly limits: readonly {
    readonly id: string; readonly where: string; readonly used: number; readonly limit: number; readonly bindsAt?: number;
  }[];
  readonly queues: readonly {
    readonly where: string;
    readonly servers: number;
    readonly serversFrom: string;
    readonly bindsAt: number;
    readonly notes: readonly string[];
    readonly loads: readonly {
      readonly growth: number;
      readonly wait: { readonly mean: number; readonly utilization: number };
      readonly outage: { readonly messages: number; readonly drainSeconds: number | null };
    }[];
  }[];
  readonly cells: readonly { readonly growth: number; readonly asItIs: number; readonly raised: number; readonly because?: string }[];
  readonly unknown: Readonly<Record<string, number>>;
  readonly undetermined: readonly { readonly quota: string; readonly where: string; readonly why: string }[];
  readonly remarks: readonly string[];
}

/** The report on templates, and the exit code; files are given as their content. */
export async function reportOn(
  templates: Readonly<Record<string, TemplateObject>>,
  files: { usage?: unknown; quotas?: unknown } = {},
  options?: Parameters<typeof assemblyFolder>[1],
  ...more: readonly string[]
): Promise<Report & { code: number }> {
  const words = Object.entries(files).flatMap(([word, content]) => [`--${word}`, jsonFile(content)]);
  const { code, out, err } = await limits('--assembly', assemblyFolder(templates, options), '--format', 'json', ...words, ...more);
  expect(err).toBe('');
  return { ...JSON.parse(out) as Report, code };
}

import { writeFileSync } from 'node:fs';
import { cellsFor } from './cells';
import { findingsIn } from './findings';
import { Load } from './load';
import { limitsOptions, USAGE, type LimitsOptions } from './options';
import { queueReports } from './queues/report';
import { readQuotas } from './quotas';
import type { Command } from '../command';
import { CliError, messageOf } from '../errors';
import { readInventory } from '../inventory';
import { readUsage } from '../usage';
import { asJson } from './report/json';
import { asMarkdown } from './report/markdown';
import { isExceeded, reportOf, type LimitsReport } from './report/model';
import { asText } from './report/text';

const WRITERS = { text: asText, markdown: asMarkdown, json: asJson };

/** `listbackup limits`: which limits bind first, and at what load. */
export const command: Command = async (args) => {
  const options = limitsOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const report = limitsOf(options);
  if (options.output !== undefined) await writeChart(report, options.output);
  process.stdout.write(WRITERS[options.format](report));
  return isExceeded(report) ? 1 : 0;
};

/** Everything that the command reports. */
export function limitsOf({ assembly, stage, usage: file, quotas, growths }: LimitsOptions): LimitsReport {
  const inventory = readInventory(assembly, stage);
  const usage = file === undefined ? undefined : readUsage(file, inventory.resources);
  const context = { inventory, load: new Load(usage) };
  const { findings, undetermined } = findingsIn(context, readQuotas(quotas));
  const loads = [1, ...usage ? growths : []];
  const queues = queueReports(context, loads);
  return reportOf({ context, usage, findings, undetermined, growths: loads, queues, cells: usage ? cellsFor(findings, queues, loads) : [] });
}

async function writeChart(report: LimitsReport, file: string): Promise<void> {
  const { chartOf } = await import('./report/chart.js');
  const svg = await chartOf(report);
  try {
    writeFileSync(file, svg);
  } catch (error) {
    throw CliError.failed(`limits: cannot write ${file}: ${messageOf(error)}`);
  }
}

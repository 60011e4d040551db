import type { Command } from '../command';
import { billFor } from './bill';
import { readInventory } from './inventory';
import { costOptions, USAGE } from './options';
import { readPrices } from './prices';
import { asJson, asText, reportOf } from './report';
import { readUsage } from './usage';

/** `listbackup cost`: what a month of what was synthesized costs, at rest and as it is used. */
export const command: Command = async (args) => {
  const options = costOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const inventory = readInventory(options.assembly, options.stage);
  const prices = readPrices(options.prices);
  const usage = options.usage === undefined ? [] : readUsage(options.usage, inventory.resources);
  const report = reportOf(inventory, billFor(inventory.resources, usage, prices), prices);
  process.stdout.write(options.json ? asJson(report) : asText(report, options.usage !== undefined));
  return 0;
};

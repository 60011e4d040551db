import type { Command } from '../main';
import { billFor } from './bill';
import { costOptions, USAGE } from './options';
import { readPrices } from './prices';
import { asJson, asText, reportOf } from './report';
import { readStock } from './stock';
import { readUsage } from './usage';

/** `listbackup cost`: what a month of what was synthesized costs, at rest and as it is used. */
export const command: Command = async (args) => {
  const options = costOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const stock = readStock(options.assembly, options.stage);
  const prices = readPrices(options.prices);
  const usage = options.usage === undefined ? [] : readUsage(options.usage, stock.resources);
  const report = reportOf(stock, billFor(stock.resources, usage, prices), prices);
  process.stdout.write(options.json ? asJson(report) : asText(report, options.usage !== undefined));
  return 0;
};

import type { Command } from '../command';
import { billFor } from './bill';
import { customerCost } from './customers';
import { costOptions, USAGE } from './options';
import { priceFileOf, readPrices } from './prices';
import { asJson, asText, reportOf } from './report';
import { usedIn } from './used';
import { readInventory, type Inventory } from '../inventory';
import { readUsage } from '../usage';

/** `listbackup cost`: what a month of what was synthesized costs, at rest and as it is used. */
export const command: Command = async (args) => {
  const options = costOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const inventory = readInventory(options.assembly, options.stage);
  const prices = readPrices(options.prices ?? priceFileOf(regionOf(inventory)));
  const usage = options.usage === undefined ? undefined : readUsage(options.usage, inventory.resources);
  const bill = billFor(inventory.resources, usage ? usedIn(usage) : [], prices);
  const report = reportOf(inventory, bill, prices, usage && customerCost(inventory.resources, usage, prices));
  process.stdout.write(options.json ? asJson(report) : asText(report, options.usage !== undefined));
  return 0;
};

/** The region of most stacks. */
function regionOf({ stacks }: Inventory): string | undefined {
  const regions = stacks.map(({ region }) => region);
  const count = (region: string | undefined): number => regions.filter((one) => one === region).length;
  return [...new Set(regions)].sort((one, other) => count(other) - count(one))[0];
}

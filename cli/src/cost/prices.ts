import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JsonReader } from '../json-reader';
import type { UnitCost } from './money';
import { readJson } from '../files';
import type { Json, JsonObject } from '../template';

/** Price of a unit, and how it is known. */
export interface Price extends UnitCost {
  readonly unit: string;
  /** True if the figure was checked on AWS's page. */
  readonly checked: boolean;
  /** Day of that reading. */
  readonly read?: string;
  /** The words of the source that give the figure. */
  readonly reading?: string;
}

/** The prices of one region on one day. */
export interface PriceList {
  readonly file: string;
  readonly asOf: string;
  readonly region: string;
  readonly currency: string;
  /** `DynamoDB.writeRequests` and its price. */
  readonly prices: ReadonlyMap<string, Price>;
  /** The page of each service that has the figures. */
  readonly sources: ReadonlyMap<string, string>;
}

const FOLDER = join(__dirname, '..', '..', 'prices');
/** The list for regions without one of their own. */
const STANDARD_REGION = 'us-west-2';

const MAX_PRICE = 1_000_000;
const MAX_PER = 1_000_000_000;
const DATE = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/;

/** Returns the price file of a region that comes with the command, or us-west-2's for a region without one. */
export function priceFileOf(region: string | undefined): string {
  const own = join(FOLDER, `${region ?? STANDARD_REGION}.json`);
  return existsSync(own) ? own : join(FOLDER, `${STANDARD_REGION}.json`);
}

/**
 * Reads a price file.
 *
 * @throws CliError in one line if the file holds anything other than prices
 */
export function readPrices(file: string): PriceList {
  const json = new JsonReader(file);
  const list = json.object(readJson(file), 'the file');
  json.only(list, ['asOf', 'region', 'currency', 'checked', 'note', 'services'], 'the file');
  const isChecked = json.flag(list.checked ?? false, 'checked');
  const prices = new Map<string, Price>();
  const sources = new Map<string, string>();
  for (const [service, value] of Object.entries(json.object(list.services, 'services'))) {
    const section = json.object(value, service);
    json.only(section, ['source', 'prices'], service);
    sources.set(service, json.text(section.source, `${service}.source`, /^https:\/\/\S+$/, 'the https address of the page that has the prices', 'https://aws.amazon.com/kms/pricing/'));
    for (const [name, row] of Object.entries(json.object(section.prices, `${service}.prices`))) {
      prices.set(`${service}.${name}`, priceIn(json, json.object(row, `${service}.${name}`), `${service}.${name}`, isChecked));
    }
  }
  return {
    file,
    asOf: json.text(list.asOf, 'asOf', DATE, 'a date', '2026-11-21'),
    region: json.text(list.region, 'region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region', 'us-west-2'),
    currency: json.text(list.currency, 'currency', /^[A-Z]{3}$/, 'a currency', 'USD'),
    prices,
    sources,
  };
}

function priceIn(json: JsonReader, row: JsonObject, where: string, isChecked: boolean): Price {
  json.only(row, ['price', 'per', 'unit', 'tiers', 'checked', 'read', 'reading'], where);
  const tiers = row.tiers === undefined ? [] : json.list(row.tiers, `${where}.tiers`).map((tier, at) => tierIn(json, tier, `${where}.tiers[${at}]`));
  const disordered = tiers.findIndex(({ above }, at) => above <= (tiers[at - 1]?.above ?? 0));
  if (disordered >= 0) json.refuse(`${where}.tiers[${disordered}].above`, 'must be more than that of the tier before', tiers[disordered]?.above, 'Sort the tiers.');
  return {
    price: json.number(row.price, `${where}.price`, 0, MAX_PRICE, '0.25'),
    per: json.count(row.per ?? 1, `${where}.per`, MAX_PER, '1000000'),
    unit: json.text(row.unit, `${where}.unit`, /\S/, 'what is counted', 'GB-month'),
    checked: json.flag(row.checked ?? isChecked, `${where}.checked`),
    ...tiers.length === 0 ? {} : { tiers },
    ...row.read === undefined ? {} : { read: json.text(row.read, `${where}.read`, DATE, 'a date', '2026-11-21') },
    ...row.reading === undefined ? {} : { reading: json.text(row.reading, `${where}.reading`, /\S/, 'the words of the page', '$1.00 per million') },
  };
}

function tierIn(json: JsonReader, value: Json, where: string): { above: number; price: number } {
  const tier = json.object(value, where);
  json.only(tier, ['above', 'price'], where);
  return { above: json.number(tier.above, `${where}.above`, 0, Number.MAX_SAFE_INTEGER, '10240'), price: json.number(tier.price, `${where}.price`, 0, MAX_PRICE, '0.085') };
}

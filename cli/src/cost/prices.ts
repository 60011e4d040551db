import { join } from 'node:path';
import { CliError } from '../errors';
import { readJson } from '../plan/read/files';
import { isObject, type Json, type JsonObject } from '../template';

/** What so many of a unit cost. */
export interface Price {
  readonly price: number;
  readonly per: number;
  readonly unit: string;
}

/** The prices of one region on one day. */
export interface PriceList {
  readonly file: string;
  readonly asOf: string;
  readonly region: string;
  readonly currency: string;
  /** Whether somebody compared the figures with AWS's pages on that day. */
  readonly checked: boolean;
  /** `DynamoDB.writeRequests` and its price. */
  readonly prices: ReadonlyMap<string, Price>;
  /** The page of each service that has the figures. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What comes with the command. */
const BUILT_IN = join(__dirname, '..', '..', 'prices', 'us-west-2.json');

const MAX_PER = 1_000_000_000;

/** Reads a price file; one that says anything else than prices is refused in one line. */
export function readPrices(file: string = BUILT_IN): PriceList {
  const refuse = (where: string, rule: string): never => { throw CliError.usage(`${file}: ${where}: ${rule}`); };
  const text = (object: JsonObject, key: string, pattern: RegExp, rule: string, where = key): string => {
    const value = object[key];
    return typeof value === 'string' && pattern.test(value) ? value : refuse(where, `${shown(value)} is not accepted; it is ${rule}`);
  };
  const only = (object: JsonObject, keys: readonly string[], where: string): void => {
    const other = Object.keys(object).find((key) => !keys.includes(key));
    if (other !== undefined) refuse(where, `the key ${JSON.stringify(other)} is unknown; there are: ${keys.join(', ')}`);
  };
  const objectAt = (value: Json | undefined, where: string): JsonObject => isObject(value) ? value : refuse(where, 'it is an object');

  const list = objectAt(readJson(file), 'the file');
  only(list, ['asOf', 'region', 'currency', 'checked', 'note', 'services'], 'the file');
  const prices = new Map<string, Price>();
  const sources = new Map<string, string>();
  for (const [service, value] of Object.entries(objectAt(list.services, 'services'))) {
    const section = objectAt(value, service);
    only(section, ['source', 'prices'], service);
    sources.set(service, text(section, 'source', /^https:\/\/\S+$/, 'the https address of the page that has the prices', `${service}.source`));
    for (const [name, row] of Object.entries(objectAt(section.prices, `${service}.prices`))) {
      const where = `${service}.${name}`;
      const priced = objectAt(row, where);
      only(priced, ['price', 'per', 'unit'], where);
      const { price, per = 1 } = priced;
      if (typeof price !== 'number' || !(price >= 0 && price <= 1_000_000)) return refuse(where, `the price ${shown(price)} is not accepted; it is a number from 0, such as 0.25`);
      if (typeof per !== 'number' || !Number.isInteger(per) || per < 1 || per > MAX_PER) return refuse(where, `per ${shown(per)} is not accepted; it is a whole number from 1, such as 1000000`);
      prices.set(where, { price, per, unit: text(priced, 'unit', /\S/, 'what is counted, such as "GB-month"', `${where}.unit`) });
    }
  }
  const { checked = false } = list;
  if (typeof checked !== 'boolean') return refuse('checked', `${shown(checked)} is not accepted; it is true or false`);
  return {
    file,
    asOf: text(list, 'asOf', /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, 'a date, such as "2026-11-21"'),
    region: text(list, 'region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as "us-west-2"'),
    currency: text(list, 'currency', /^[A-Z]{3}$/, 'a currency, such as "USD"'),
    checked,
    prices,
    sources,
  };
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

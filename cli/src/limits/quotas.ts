import { join } from 'node:path';
import { CliError } from '../errors';
import { readJson } from '../files';
import { JsonReader } from '../json-reader';
import { suggest } from '../suggest';
import type { Json, JsonObject } from '../template';

/** Remedies for a limit that binds. */
export interface Remedies {
  /** True if AWS raises the quota on request. */
  readonly raise?: boolean;
  /** The setting to change. */
  readonly setting?: string;
  /** Advice on splitting the resource. */
  readonly split?: string;
  /** True if moving customers to accounts of their own helps. */
  readonly cell?: boolean;
}

/** A service quota or hard limit of AWS. */
export interface Quota {
  /** `SQS.fifoCalls` */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  /** Default in Regions that `regions` doesn't name. */
  readonly value: number;
  readonly unit: string;
  readonly regions: Readonly<Record<string, number>>;
  readonly adjustable: boolean;
  /** Code in Service Quotas. */
  readonly code?: string;
  /** The page of AWS. */
  readonly source: string;
  /** Day on which the source was read. */
  readonly read: string;
  /** True if the figure was checked on AWS's page. */
  readonly checked: boolean;
  /** The words that give the figure, or where it comes from otherwise. */
  readonly reading: string;
  readonly do: Remedies;
  /** True if the value is the account's own, from `--quotas`. */
  readonly own?: boolean;
}

export type Quotas = ReadonlyMap<string, Quota>;

const BUILT_IN = join(__dirname, '..', '..', 'quotas', 'aws.json');
const MAX_VALUE = 1e15;
const DATE = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/;
const KEYS = ['id', 'name', 'value', 'unit', 'regions', 'adjustable', 'code', 'source', 'read', 'checked', 'reading', 'do'];

/**
 * Reads the quotas of AWS, and those of the account.
 *
 * @param own file with the values of the account, such as `{ "Lambda.concurrentExecutions": 5000 }`
 * @throws CliError in one line if the file names an unknown quota or gives no number
 */
export function readQuotas(own?: string): Quotas {
  const json = new JsonReader(BUILT_IN);
  const rows = json.list(json.object(readJson(BUILT_IN), 'the file').quotas, 'quotas')
    .map((row, at) => quotaIn(json, json.object(row, `quotas[${at}]`)));
  const quotas = new Map(rows.map((row) => [row.id, row]));
  for (const [id, value] of own === undefined ? [] : valuesIn(own, quotas)) {
    quotas.set(id, { ...quotas.get(id) as Quota, value, regions: {}, own: true });
  }
  return quotas;
}

/** Value of a quota in a Region. */
export function valueIn({ value, regions }: Quota, region: string | undefined): number {
  return regions[region ?? ''] ?? value;
}

function quotaIn(json: JsonReader, row: JsonObject): Quota {
  const id = json.text(row.id, 'id', /^[\w ]+\.\w+$/, 'a service and a name', 'SQS.fifoCalls');
  json.only(row, KEYS, id);
  const text = (key: string, pattern = /\S/): string => json.text(row[key], `${id}.${key}`, pattern, 'a text', key);
  const number = (value: Json | undefined, where: string): number => json.number(value, where, 0, MAX_VALUE, '100');
  return {
    id,
    service: id.slice(0, id.indexOf('.')),
    name: text('name'),
    value: number(row.value, `${id}.value`),
    unit: text('unit'),
    regions: Object.fromEntries(Object.entries(json.object(row.regions ?? {}, `${id}.regions`)).map(([region, value]) => [region, number(value, `${id}.regions.${region}`)])),
    adjustable: json.flag(row.adjustable, `${id}.adjustable`),
    ...row.code === undefined ? {} : { code: text('code', /^L-[0-9A-F]{8}$/) },
    source: text('source', /^https:\/\/docs\.aws\.amazon\.com\//),
    read: text('read', DATE),
    checked: json.flag(row.checked, `${id}.checked`),
    reading: text('reading'),
    do: json.object(row.do, `${id}.do`),
  };
}

function valuesIn(file: string, quotas: Quotas): readonly (readonly [string, number])[] {
  const json = new JsonReader(file);
  return Object.entries(json.object(readJson(file), 'the file')).map(([id, value]) => {
    if (!quotas.has(id)) throw CliError.usage(`${file}: no quota ${JSON.stringify(id)}; ${suggest(id, [...quotas.keys()])}`);
    return [id, json.number(value, id, 0, MAX_VALUE, '5000')];
  });
}

import { readFileSync } from 'node:fs';
import { CliError, messageOf } from '../errors';

/** What a message to a queue should bring about. */
export interface ScenarioFile {
  /** What it shows, for the table of checks. */
  readonly name: string;
  /** The queue of the catalogue that takes the message, for example `Sync`. */
  readonly queue: string;
  readonly message: Readonly<Record<string, unknown>>;
  /** The events that should pass the bus. */
  readonly events: readonly { readonly source: string; readonly detailType: string }[];
  /** The items that should be there: a table of the catalogue, the item's key, and what else it holds. */
  readonly items: readonly { readonly table: string; readonly key: Strings; readonly holds: Strings }[];
}

type Strings = Readonly<Record<string, string>>;

const EXAMPLE = '{ "name": "a backup job", "queue": "Sync", "message": { "jobId": "job-1" }, '
  + '"events": [{ "source": "listbackup.jobs", "detailType": "Job Completed" }], '
  + '"items": [{ "table": "Jobs", "key": { "jobId": "job-1" }, "holds": { "status": "completed" } }] }';

/**
 * Reads a scenario.
 *
 * @throws CliError for a file that is not one
 */
export function readScenario(file: string): ScenarioFile {
  const refuse = (why: string) => CliError.usage(`up: ${file} is no scenario: ${why}. For example: ${EXAMPLE}`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refuse(messageOf(error));
  }
  if (!isRecord(value)) throw refuse('it is no JSON object');
  const { name, queue, message, events = [], items = [], ...strange } = value;
  const [stranger] = Object.keys(strange);
  if (stranger !== undefined) throw refuse(`nothing is known as ${JSON.stringify(stranger)}`);
  if (!isText(name) || !isText(queue)) throw refuse('"name" and "queue" are texts');
  if (!isRecord(message)) throw refuse('"message" is an object');
  if (!isListOf(events, isEvent)) throw refuse('"events" is a list of "source" and "detailType"');
  if (!isListOf(items, isItem)) throw refuse('"items" is a list of "table", "key" and, if need be, "holds"');
  if (events.length + items.length === 0) throw refuse('it expects neither events nor items, so it could not fail');
  return { name, queue, message, events, items: items.map((item) => ({ ...item, holds: item.holds ?? {} })) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isListOf<T>(value: unknown, isOne: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(isOne);
}

function isStrings(value: unknown): value is Strings {
  return isRecord(value) && Object.keys(value).length > 0 && Object.values(value).every(isText);
}

function isEvent(value: unknown): value is ScenarioFile['events'][number] {
  return isRecord(value) && isText(value.source) && isText(value.detailType);
}

function isItem(value: unknown): value is { readonly table: string; readonly key: Strings; readonly holds?: Strings } {
  return isRecord(value) && isText(value.table) && isStrings(value.key) && (value.holds === undefined || isStrings(value.holds));
}

import { readFileSync } from 'node:fs';
import { hasOnly, isListOf, isRecord, isStrings, isText, type Strings } from './scenario-shapes';
import { CliError, messageOf } from '../errors';
import { unreadable } from '../files';
import { parseJson } from '../template';

/** Scenario of a message or API requests, with the results that they must cause. */
export interface ScenarioFile {
  /** The name in the table of checks. */
  readonly name: string;
  /** The message that is sent first, if any. */
  readonly sent?: SentMessage;
  /** Requests that the API gets first. Later steps can use values of their responses by name: `{jobId}`. */
  readonly requests: readonly ScenarioRequest[];
  /** The events that should pass the bus. */
  readonly events: readonly { readonly source: string; readonly detailType: string }[];
  /** The items that should be there: a table of the catalogue, the item's key, and what else it holds. */
  readonly items: readonly { readonly table: string; readonly key: Strings; readonly holds: Strings }[];
  /** Requests that the API gets after all of that has happened. */
  readonly afterwards: readonly ScenarioRequest[];
}

export interface SentMessage {
  /** The queue of the catalogue that takes the message, for example `Sync`. */
  readonly queue: string;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface ScenarioRequest {
  /** Method and path: `POST /jobs`. */
  readonly route: string;
  /** The groups of the user who asks, none of them with `[]`; nobody who has signed in where undefined. */
  readonly as?: readonly string[];
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The status that is expected. */
  readonly status: number;
}

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
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw CliError.usage(`up: --scenario ${file}: ${unreadable(error)}`);
  }
  let value: unknown;
  try {
    value = parseJson(text, file);
  } catch (error) {
    throw refuse(messageOf(error));
  }
  if (!isRecord(value)) throw refuse('it is no JSON object');
  const { name, queue, message, requests = [], events = [], items = [], afterwards = [], ...strange } = value;
  const [stranger] = Object.keys(strange);
  if (stranger !== undefined) throw refuse(`nothing is known as ${JSON.stringify(stranger)}`);
  if (!isText(name)) throw refuse('"name" is a text');
  const sends = queue !== undefined || message !== undefined;
  if (sends && !isText(queue)) throw refuse('"queue" is a text');
  if (sends && !isRecord(message)) throw refuse('"message" is an object');
  if (!isListOf(requests, isRequest)) throw refuse(`"requests" is ${REQUESTS}`);
  if (!isListOf(events, isEvent)) throw refuse('"events" is a list of "source" and "detailType", and of nothing else');
  if (!isListOf(items, isItem)) throw refuse('"items" is a list of "table", "key" and, if need be, "holds", and of nothing else');
  if (!isListOf(afterwards, isRequest)) throw refuse(`"afterwards" is ${REQUESTS}`);
  if (!sends && requests.length === 0) throw refuse('it has neither a "queue" with a "message" nor "requests", so nothing would begin');
  if (events.length + items.length + requests.length + afterwards.length === 0) throw refuse('it expects nothing, so it could not fail');
  return {
    name,
    sent: isText(queue) && isRecord(message) ? { queue, message } : undefined,
    requests,
    events,
    items: items.map((item) => ({ ...item, holds: item.holds ?? {} })),
    afterwards,
  };
}

const REQUESTS = 'a list of "route", such as "POST /jobs", "status" and, if need be, "as", a list of groups, and "body"';
const ROUTE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*$/;

function isRequest(value: unknown): value is ScenarioRequest {
  return isRecord(value) && isText(value.route) && ROUTE.test(value.route) && Number.isInteger(value.status)
    && (value.as === undefined || isListOf(value.as, isText))
    && hasOnly(value, ['route', 'as', 'body', 'status']);
}

function isEvent(value: unknown): value is ScenarioFile['events'][number] {
  return isRecord(value) && isText(value.source) && isText(value.detailType) && hasOnly(value, ['source', 'detailType']);
}

function isItem(value: unknown): value is { readonly table: string; readonly key: Strings; readonly holds?: Strings } {
  return isRecord(value) && isText(value.table) && isStrings(value.key) && (value.holds === undefined || isStrings(value.holds))
    && hasOnly(value, ['table', 'key', 'holds']);
}

import { TABLE_KEYS, TableKey, TableRow, TABLES } from './table-catalogue';
import { refuse, requireKnownKeys } from '../stage/refuse';
import { requireText } from '../stage/require';

const EXAMPLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000';

/** Refuses what is no stream's ARN, and a table that has no stream. A primary ignores the option: both are made by the same app. */
export function requireRestoredStreams(streams: { readonly [table: string]: string } | undefined): void {
  const withStream = TABLE_KEYS.filter((key: TableKey) => (TABLES[key] as TableRow).stream !== undefined);
  requireKnownKeys('restoredStreams', streams, withStream);
  for (const [table, arn] of Object.entries(streams ?? {})) {
    const rule = 'It is the ARN of the stream of a restored table.';
    if (typeof arn !== 'string') refuse(`restoredStreams, ${table}`, arn, rule, `"${EXAMPLE}"`);
    requireText(`restoredStreams, ${table}`, arn, /^arn:[^:]+:dynamodb:[^:]+:\d{12}:table\/[^/]+\/stream\/.+$/, rule, `"${EXAMPLE}"`);
  }
}

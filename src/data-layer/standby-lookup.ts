import { ServiceLookup } from '../exports/service-lookup';
import { refuse } from '../stage/refuse';

const byRule = (key: string, rule?: () => string): string => (
  rule ? rule() : refuse(key, undefined, 'A table that was restored has a new stream, whose ARN is known after the restore only.',
    'restoredStreams: { Jobs: "arn:aws:dynamodb:us-east-1:123456789012:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000" }')
);

/** What backup and replication put into a standby's region carries the names that the stage gives it. */
export const STANDBY_LOOKUP: ServiceLookup = { name: byRule, derived: byRule };

/** Days after which S3 moves an object to a cheaper class. */
type Transitions = Readonly<Partial<Record<'STANDARD_IA' | 'GLACIER' | 'DEEP_ARCHIVE' | 'INTELLIGENT_TIERING', number>>>;

/** The ID of the rule by which the data bucket is replicated: S3 reports by it. */
export const REPLICATION_RULE_ID = 'Replicate';

/** Row of one bucket. Days count from an object's creation, or from when a version was replaced. */
export interface BucketRow {
  readonly name: string;
  readonly purpose: string;
  readonly versioned?: true;
  readonly transitions?: Transitions;
  readonly noncurrentTransitions?: Transitions;
  /** Days for which noncurrent versions are kept, if the bucket is versioned by default or by `allVersioned`. */
  readonly noncurrentExpirationDays?: number;
  readonly expirationDays?: number;
  readonly abortIncompleteUploadDays?: number;
  /** HTTP methods that the web application's pages can use on the bucket directly. */
  readonly webMethods?: readonly ('GET' | 'HEAD' | 'PUT' | 'POST')[];
}

/** The buckets, by the name that their logical IDs, output keys and exports begin with. */
export const BUCKETS = {
  Data: {
    name: 'data',
    purpose: 'Customers\' backed-up data, below `accounts/{accountId}/`.',
    versioned: true,
    transitions: { STANDARD_IA: 30, GLACIER: 90, DEEP_ARCHIVE: 365 },
    noncurrentTransitions: { STANDARD_IA: 30, GLACIER: 90 },
    noncurrentExpirationDays: 730,
    abortIncompleteUploadDays: 7,
    webMethods: ['GET', 'HEAD', 'PUT', 'POST'],
  },
  Assets: {
    name: 'assets',
    purpose: 'Logos, templates and public files, read through CloudFront only.',
    versioned: true,
    abortIncompleteUploadDays: 7,
  },
  Exports: {
    name: 'exports',
    purpose: 'Users\' finished exports, for download; they expire.',
    expirationDays: 7,
    noncurrentExpirationDays: 7,
    abortIncompleteUploadDays: 1,
    webMethods: ['GET', 'HEAD'],
  },
  Logs: {
    name: 'logs',
    purpose: 'Access logs of the other buckets and of the CDN; only AWS\'s log delivery writes here.',
    noncurrentExpirationDays: 30,
    abortIncompleteUploadDays: 1,
  },
} as const satisfies Readonly<Record<string, BucketRow>>;

/** A bucket of the catalogue, as its logical ID begins. */
export type BucketKey = keyof typeof BUCKETS;

export const BUCKET_KEYS = Object.keys(BUCKETS) as BucketKey[];

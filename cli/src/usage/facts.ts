import { isOn, type Resource } from '../inventory';

/**
 * Kind of a figure of a usage file. An amount adds up over a month and over customers; a mean and a share describe how the resource is used, so they
 * can be given once.
 */
export type FactKind = 'amount' | 'mean' | 'share';

/** A figure of a usage file that has no price, and that `listbackup limits` needs. */
export interface Fact {
  /** Unit of the figure. */
  readonly counts: string;
  readonly kind: FactKind;
  /** @default 0 */
  readonly min?: number;
  /** @default 1 for a share, 1e15 otherwise */
  readonly max?: number;
  /** Figures without which this one says nothing: at least one of them must be given. */
  readonly needs?: readonly string[];
  /** Returns true if the resource can have the figure. @default - every resource of the type can */
  readonly applies?: (resource: Resource) => boolean;
}

const isFifo = ({ properties }: Resource): boolean => properties.FifoQueue !== undefined && isOn(properties, 'FifoQueue');
const ofMessages = { kind: 'mean', needs: ['messages'] } as const;

/** Figures without a price, by resource type and key. */
export const FACTS: Readonly<Record<string, Readonly<Record<string, Fact>>>> = {
  'AWS::Cognito::UserPool': {
    federatedSignIns: { counts: 'sign-ins through another identity provider', kind: 'amount' },
    signIns: { counts: 'sign-ins with a password', kind: 'amount' },
    signUps: { counts: 'users created or confirmed', kind: 'amount' },
    tokenRefreshes: { counts: 'tokens refreshed', kind: 'amount' },
    userReads: { counts: 'calls that read a user', kind: 'amount' },
  },
  'AWS::DynamoDB::Table': {
    hottestIndexKeyShare: { counts: 'share of the writes that go to the busiest partition key of an index', kind: 'share', needs: ['writes', 'writesPerSecond'] },
    hottestKeyShare: { counts: 'share of reads and writes that go to the busiest partition key', kind: 'share', needs: ['reads', 'writes', 'readsPerSecond', 'writesPerSecond'] },
    readsPerSecond: { counts: 'read units per second at the peak; takes precedence over `reads`', kind: 'mean' },
    writesPerSecond: { counts: 'write units per second at the peak; takes precedence over `writes`', kind: 'mean' },
  },
  'AWS::Events::EventBus': {
    invocations: { counts: 'events delivered to targets', kind: 'amount' },
  },
  'AWS::Lambda::Function': {
    seconds: { counts: 'seconds of one call, on average', kind: 'mean', needs: ['invocations'] },
  },
  'AWS::Logs::LogGroup': {
    putRequests: { counts: 'calls of PutLogEvents', kind: 'amount' },
  },
  'AWS::S3::Bucket': {
    hottestPrefixShare: { counts: 'share of the requests that go to the busiest prefix', kind: 'share', needs: ['reads', 'writes'] },
  },
  'AWS::SQS::Queue': {
    arrivalVariation: { counts: 'standard deviation of the time between messages, divided by its mean', max: 10, ...ofMessages },
    batch: { counts: 'messages that are sent in one call', min: 1, max: 10, ...ofMessages },
    burst: { counts: 'messages that arrive at once, at most', ...ofMessages },
    failures: { counts: 'share of the attempts at a message that fail', kind: 'share', max: 0.99, needs: ['messages'] },
    messageGroups: { counts: 'message groups that have messages at a time', min: 1, applies: isFifo, ...ofMessages },
    messageSeconds: { counts: 'seconds of work for one message, on average', ...ofMessages },
    messages: { counts: 'messages sent', kind: 'amount' },
    variation: { counts: 'standard deviation of the work for one message, divided by its mean', max: 10, ...ofMessages },
  },
};

/** Row of one queue. The dead-letter queue keeps messages for as long as the queue does. */
export interface QueueRow {
  readonly name: string;
  readonly purpose: string;
  readonly priority: 'critical' | 'high' | 'medium' | 'low';
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly waitSeconds: number;
  readonly retentionDays: number;
  /** Limits of the consumers: concurrent function instances, and messages per call. */
  readonly maxConcurrency: number;
  readonly batchSize: number;
}

/** The queues, by the name that their logical IDs, output keys and exports begin with. */
export const QUEUES = {
  Sync: {
    name: 'sync',
    purpose: 'Synchronizations of a source with its platform.',
    priority: 'high',
    visibilitySeconds: 300,
    maxReceiveCount: 3,
    waitSeconds: 20,
    retentionDays: 14,
    maxConcurrency: 10,
    batchSize: 1,
  },
  Backup: {
    name: 'backup',
    purpose: 'Backups of a source.',
    priority: 'high',
    visibilitySeconds: 1800,
    maxReceiveCount: 2,
    waitSeconds: 20,
    retentionDays: 14,
    maxConcurrency: 5,
    batchSize: 1,
  },
  Export: {
    name: 'export',
    purpose: 'Exports that a user asked for.',
    priority: 'medium',
    visibilitySeconds: 900,
    maxReceiveCount: 3,
    waitSeconds: 20,
    retentionDays: 14,
    maxConcurrency: 3,
    batchSize: 5,
  },
  Analytics: {
    name: 'analytics',
    purpose: 'Figures that are worked out in the background.',
    priority: 'low',
    visibilitySeconds: 3600,
    maxReceiveCount: 2,
    waitSeconds: 20,
    retentionDays: 14,
    maxConcurrency: 2,
    batchSize: 10,
  },
  Maintenance: {
    name: 'maintenance',
    purpose: 'Housekeeping in the background.',
    priority: 'low',
    visibilitySeconds: 1800,
    maxReceiveCount: 1,
    waitSeconds: 20,
    retentionDays: 14,
    // One is meant; two is the least that Lambda accepts for a queue.
    maxConcurrency: 2,
    batchSize: 5,
  },
  Alert: {
    name: 'alert',
    purpose: 'Alerts that someone has to see at once.',
    priority: 'critical',
    visibilitySeconds: 60,
    maxReceiveCount: 5,
    waitSeconds: 1,
    retentionDays: 7,
    maxConcurrency: 20,
    batchSize: 1,
  },
} as const satisfies Readonly<Record<string, QueueRow>>;

/** A queue of the catalogue, as its logical ID begins: `Sync`, `Backup`, … */
export type QueueKey = keyof typeof QUEUES;

export const QUEUE_KEYS = Object.keys(QUEUES) as QueueKey[];

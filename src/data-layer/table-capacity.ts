import { refuse, requireInteger } from '../stage/refuse';
import { requireObject } from '../stage/require';

/**
 * The least and the most that a table or an index scales between, and how full it should run.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
 */
export interface ListBackupProvisionedCapacity {
  /** Read capacity units at the least, and at the start. At least 1. */
  readonly minReadCapacity: number;

  /** Read capacity units at the most. At least `minReadCapacity`. */
  readonly maxReadCapacity: number;

  /** Write capacity units at the least, and at the start. At least 1. */
  readonly minWriteCapacity: number;

  /** Write capacity units at the most. At least `minWriteCapacity`. */
  readonly maxWriteCapacity: number;

  /**
   * The share of the capacity, in percent, that scaling aims at: 20 to 90.
   *
   * @default 70
   */
  readonly targetUtilizationPercent?: number;
}

/**
 * What an on-demand table may cost at the most.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
 */
export interface ListBackupOnDemandCapacity {
  /**
   * Read request units a second at the most, 1 or more; requests beyond are throttled.
   *
   * @default - no limit but the account's quota
   */
  readonly maxReadRequestUnits?: number;

  /**
   * Write request units a second at the most, 1 or more; requests beyond are throttled.
   *
   * @default - no limit but the account's quota
   */
  readonly maxWriteRequestUnits?: number;
}

/**
 * How a table's capacity is bought: by request, or provisioned with target tracking.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html
 *
 * @example
 * new ListBackupTables(this, 'Tables', {
 *   stage: ListBackupStage.DEV,
 *   capacity: {
 *     Users: ListBackupTableCapacity.provisioned({ minReadCapacity: 5, maxReadCapacity: 50, minWriteCapacity: 2, maxWriteCapacity: 20 }),
 *     Activity: ListBackupTableCapacity.onDemand({ maxWriteRequestUnits: 500 }),
 *   },
 * });
 */
export class ListBackupTableCapacity {
  /**
   * Pay per request.
   *
   * @param limits ceilings, in request units a second; without them none but the account's quota.
   * @throws when a limit is not a whole number of at least 1.
   */
  public static onDemand(limits: ListBackupOnDemandCapacity = {}): ListBackupTableCapacity {
    requireObject('limits', limits, 'It is a map of limits.', '{ maxReadRequestUnits: 1000 }');
    requireInteger('maxReadRequestUnits', limits.maxReadRequestUnits, 1, MAX_UNITS, 1000);
    requireInteger('maxWriteRequestUnits', limits.maxWriteRequestUnits, 1, MAX_UNITS, 1000);
    // DynamoDB refuses limits that limit nothing.
    const limited = limits.maxReadRequestUnits !== undefined || limits.maxWriteRequestUnits !== undefined;
    return new ListBackupTableCapacity(limited ? limits : undefined, undefined);
  }

  /**
   * Provisioned capacity, which target tracking moves between the bounds, for the table and for each of its indexes.
   *
   * @param capacity the bounds, in capacity units.
   * @throws when a bound is not a whole number of at least 1, or the maximum is below the minimum.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
   */
  public static provisioned(capacity: ListBackupProvisionedCapacity): ListBackupTableCapacity {
    requireObject('capacity', capacity ?? null, 'It is a map of capacities.', '{ minReadCapacity: 1, maxReadCapacity: 10, minWriteCapacity: 1, maxWriteCapacity: 10 }');
    const pairs = [
      ['ReadCapacity', capacity.minReadCapacity, capacity.maxReadCapacity],
      ['WriteCapacity', capacity.minWriteCapacity, capacity.maxWriteCapacity],
    ] as const;
    for (const [name, min, max] of pairs) {
      requireInteger(`min${name}`, min ?? NaN, 1, MAX_UNITS, 5);
      requireInteger(`max${name}`, max ?? NaN, 1, MAX_UNITS, 100);
      if (max < min) refuse(`max${name}`, max, `It is not below min${name}, which is ${min}.`, String(min));
    }
    requireInteger('targetUtilizationPercent', capacity.targetUtilizationPercent, 20, 90, 70);
    return new ListBackupTableCapacity(undefined, capacity);
  }

  private constructor(
    /** @internal */ public readonly _onDemand?: ListBackupOnDemandCapacity,
    /** @internal */ public readonly _provisioned?: ListBackupProvisionedCapacity,
  ) {}
}

const MAX_UNITS = 1_000_000;

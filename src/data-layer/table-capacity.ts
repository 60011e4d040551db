import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { claimLogicalId } from '../conventions';
import { invalid, requireInteger } from '../validation/invalid';
import { located } from '../validation/located';
import { requireObject } from '../validation/values';

/**
 * The least and the most that a table or an index scales between, and how full it should run.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
 */
export interface ListBackupProvisionedCapacity {
  /** Read capacity units at the least, and at the start. At least 1. */
  readonly minReadCapacity: number;

  /** Maximum read capacity units. At least `minReadCapacity`. */
  readonly maxReadCapacity: number;

  /** Write capacity units at the least, and at the start. At least 1. */
  readonly minWriteCapacity: number;

  /** Maximum write capacity units. At least `minWriteCapacity`. */
  readonly maxWriteCapacity: number;

  /**
   * The share of the capacity, in percent, that scaling aims at: 20 to 90.
   *
   * @default 70
   */
  readonly targetUtilizationPercent?: number;
}

/**
 * Upper limits of an on-demand table's throughput, which also limit its cost.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
 */
export interface ListBackupOnDemandCapacity {
  /**
   * Maximum read request units per second: 1 or more. DynamoDB throttles requests above it.
   *
   * @default - no limit but the account's quota
   */
  readonly maxReadRequestUnits?: number;

  /**
   * Maximum write request units per second: 1 or more. DynamoDB throttles requests above it.
   *
   * @default - no limit but the account's quota
   */
  readonly maxWriteRequestUnits?: number;
}

/**
 * Capacity mode of a table: on demand, or provisioned with target tracking.
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
@located
export class ListBackupTableCapacity {
  /**
   * Capacity on demand: you pay per request.
   *
   * @param limits upper limits in request units per second; without them, only the account's quota applies.
   * @throws when a limit isn't a whole number of at least 1.
   */
  public static onDemand(limits: ListBackupOnDemandCapacity = {}): ListBackupTableCapacity {
    requireObject('limits', limits, 'must be an options object', 'For example: { maxReadRequestUnits: 1000 }.');
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
    requireObject('capacity', capacity ?? null, 'must be an options object', 'For example: { minReadCapacity: 1, maxReadCapacity: 10, minWriteCapacity: 1, maxWriteCapacity: 10 }.');
    const pairs = [
      ['ReadCapacity', capacity.minReadCapacity, capacity.maxReadCapacity],
      ['WriteCapacity', capacity.minWriteCapacity, capacity.maxWriteCapacity],
    ] as const;
    for (const [name, min, max] of pairs) {
      requireInteger(`min${name}`, min ?? NaN, 1, MAX_UNITS, 5);
      requireInteger(`max${name}`, max ?? NaN, 1, MAX_UNITS, 100);
      if (max < min) invalid(`max${name}`, max, `must be at least min${name}, which is ${min}`, `For example: ${min}.`);
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

const DEFAULT_TARGET_UTILIZATION = 70;

interface Dimension {
  readonly name: 'Read' | 'Write';
  readonly min: number;
  readonly max: number;
}

/** Target tracking for reads and writes of a table and of each of its indexes: an index throttles its table when it alone stays small. */
export function scaleTable(
  scope: Construct, logicalId: string, tableRef: string, indexNames: readonly string[], capacity: ListBackupProvisionedCapacity,
): void {
  const dimensions: Dimension[] = [
    { name: 'Read', min: capacity.minReadCapacity, max: capacity.maxReadCapacity },
    { name: 'Write', min: capacity.minWriteCapacity, max: capacity.maxWriteCapacity },
  ];
  const targets = [
    { id: logicalId, kind: 'table', resourceId: `table/${tableRef}` },
    ...indexNames.map((name) => ({ id: `${logicalId}${name.replace(/[^A-Za-z0-9]/g, '')}`, kind: 'index', resourceId: `table/${tableRef}/index/${name}` })),
  ];
  for (const { id, kind, resourceId } of targets) {
    for (const { name, min, max } of dimensions) {
      const target = claimLogicalId(new CfnScalableTarget(scope, `${id}${name}Scaling`, {
        serviceNamespace: 'dynamodb',
        scalableDimension: `dynamodb:${kind}:${name}CapacityUnits`,
        resourceId,
        minCapacity: min,
        maxCapacity: max,
      }), `${id}${name}Scaling`);
      claimLogicalId(new CfnScalingPolicy(scope, `${id}${name}ScalingPolicy`, {
        policyName: `${name}Utilization`,
        policyType: 'TargetTrackingScaling',
        scalingTargetId: target.ref,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${name}CapacityUtilization` },
          targetValue: capacity.targetUtilizationPercent ?? DEFAULT_TARGET_UTILIZATION,
        },
      }), `${id}${name}ScalingPolicy`);
    }
  }
}

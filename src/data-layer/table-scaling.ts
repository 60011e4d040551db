import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { ListBackupProvisionedCapacity } from './table-capacity';
import { claimLogicalId } from '../conventions';

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

import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isCatalogueScope } from './physical-name';
import { ListBackupStage } from '../stage';
import { invalid } from '../validation/invalid';

/** Removal policies accepted for stateful resources. `SNAPSHOT` isn't: none of these resource types supports it. */
const POSSIBLE = [RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.DESTROY];

/**
 * The removal policy of a construct's stateful resources: the caller's, or what the stage decides.
 * Destroying production's data is allowed only by saying so, and is warned of.
 */
export function removalPolicyFor(scope: IConstruct, stage: ListBackupStage, asked: RemovalPolicy | undefined): RemovalPolicy {
  if (asked === undefined) return stage.removalPolicy;
  if (!POSSIBLE.includes(asked)) {
    invalid('removalPolicy', asked, `must be one of: ${POSSIBLE.join(', ')}`, 'For example: RemovalPolicy.RETAIN.');
  }
  // Resources of the catalogue are warned of once, by the construct that makes them all.
  if (asked === RemovalPolicy.DESTROY && stage.isProduction && !isCatalogueScope(scope.node.scope)) {
    Annotations.of(scope).addWarningV2('listbackup-infrastructure:destroyProductionData',
      `removalPolicy DESTROY in production stage "${stage.stageName}": data goes with the resource. Leave the prop out to retain it.`);
  }
  return asked;
}

/**
 * Returns the removal policy of a resource that deletion protection can guard. Rolling back its creation must not try to delete it:
 * the protection blocks that, and the stack ends in ROLLBACK_FAILED. It is kept instead, and imported by the next creation.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function protectedRemovalPolicy(removalPolicy: RemovalPolicy, deletionProtection: boolean): RemovalPolicy {
  return deletionProtection && removalPolicy === RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE ? RemovalPolicy.RETAIN : removalPolicy;
}

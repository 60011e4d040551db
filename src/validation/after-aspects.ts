import { Annotations, CfnDeletionPolicy, CfnResource, Stage, TagManager } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A stage, as far as its resources are checked. */
export interface StageOfResources {
  readonly stageName: string;
  readonly isProduction: boolean;
}

type StageAt = (construct: IConstruct) => StageOfResources | undefined;

const CHECKED = new WeakSet<IConstruct>();
/** Production's resources that were created to be kept. */
const KEPT = new WeakSet<IConstruct>();

/** The tag by which the budget and the cost monitors find what a stage costs. */
const TAG = 'Stage';
/** Paths that a message lists. */
const LISTED = 3;

/** Remembers which resources of a construct are created to be kept. What a caller chose to destroy, the construct has warned of. */
export function rememberKept(construct: IConstruct): void {
  for (const resource of construct.node.findAll()) {
    if (CfnResource.isCfnResource(resource) && isKept(resource)) KEPT.add(resource);
  }
}

function isKept({ cfnOptions: { deletionPolicy } }: CfnResource): boolean {
  return deletionPolicy !== undefined && deletionPolicy !== CfnDeletionPolicy.DELETE;
}

/**
 * Checks the resources of all stages once the aspects of the app have run: `Tags.of(app).add` and `RemovalPolicies.of(app).destroy` change
 * what the constructs were created with. Once per app, or per CDK `Stage`.
 */
export function checkAfterAspects(construct: IConstruct, stageAt: StageAt): void {
  const assembly = Stage.of(construct) ?? construct.node.root;
  if (CHECKED.has(assembly)) return;
  CHECKED.add(assembly);
  assembly.node.addValidation({
    validate: () => {
      const resources = resourcesBelow(assembly, stageAt);
      warnOfDestroyed(resources.filter(isDestroyed));
      return wrongTags(resources);
    },
  });
}

interface Found {
  readonly resource: CfnResource;
  readonly stage: StageOfResources;
}

/** The resources that belong to a stage, each with the stage of the nearest construct around it. */
function resourcesBelow(root: IConstruct, stageAt: StageAt): readonly Found[] {
  const found: Found[] = [];
  const visit = (construct: IConstruct, around: StageOfResources | undefined): void => {
    const stage = stageAt(construct) ?? around;
    if (stage !== undefined && CfnResource.isCfnResource(construct)) found.push({ resource: construct, stage });
    for (const child of construct.node.children) {
      if (!Stage.isStage(child)) visit(child, stage);
    }
  };
  visit(root, undefined);
  return found;
}

function isDestroyed({ resource }: Found): boolean {
  return KEPT.has(resource) && resource.cfnOptions.deletionPolicy === CfnDeletionPolicy.DELETE;
}

function warnOfDestroyed(destroyed: readonly Found[]): void {
  for (const stack of new Set(destroyed.map(({ resource }) => resource.stack))) {
    const [first, ...others] = destroyed.filter(({ resource }) => resource.stack === stack);
    Annotations.of(stack).addWarningV2('listbackup-infrastructure:destroyProductionData',
      `removal policy DESTROY in production stage "${first.stage.stageName}": the data of ${paths([first, ...others])} goes with the resource. `
      + 'An aspect such as RemovalPolicies.of(app).destroy() has set it. Apply the aspect to other stages only.');
  }
}

/** Returns the problem with the tags by which the costs of a stage are found. */
function wrongTags(resources: readonly Found[]): string[] {
  const wrong = resources.flatMap((found) => {
    const tags = TagManager.of(found.resource)?.tagValues();
    // IAM's resources have no such tag: see `roleTags`.
    if (tags === undefined || tags[TAG] === found.stage.stageName || found.resource.cfnResourceType.startsWith('AWS::IAM::')) return [];
    return tags[TAG] !== undefined || tags.ManagedBy !== undefined ? [{ ...found, value: tags[TAG] }] : [];
  });
  if (wrong.length === 0) return [];
  const [{ value, stage }] = wrong;
  const what = value === undefined ? `must not be removed from ${paths(wrong)}` : `must be "${stage.stageName}" on ${paths(wrong)}, but got "${value}"`;
  return [`Tag ${TAG} ${what}. The budget and the cost monitors find the costs of the stage by it. `
    + 'Use another key. For example: Tags.of(app).add("Environment", "production").'];
}

function paths(found: readonly Found[]): string {
  const listed = found.slice(0, LISTED).map(({ resource }) => resource.node.path).join(', ');
  return found.length > LISTED ? `${listed} and ${found.length - LISTED} more` : listed;
}

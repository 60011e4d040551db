import { CfnResource, Stack, Token, Validations } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import TABLE from './acknowledged.json';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { stageNameOf } from '../validation/stage-of';

interface Row {
  readonly reason: string;
  /** By logical ID, in which `*` stands for any name, the IDs of the findings. */
  readonly rules: { readonly [logicalId: string]: readonly string[] | undefined };
}

const ROWS: readonly Row[] = TABLE;

/**
 * Acknowledges the findings of cdk-nag on the library's own resources that stay for a reason.
 *
 * Each finding is acknowledged on its resource, with the reason from the page of findings of the documentation. Findings on resources of
 * your own, and on the functions of your services, stay. cdk-nag is no dependency: the acknowledgements are those of CDK's `Validations`,
 * which cdk-nag 3 reads.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 *
 * @example
 * ListBackupAcknowledgements.of(app).add();
 */
@located
export class ListBackupAcknowledgements {
  /**
   * Returns the acknowledgements for everything below a construct.
   *
   * @param scope the app, a stack or any other construct
   * @throws when `scope` isn't a construct
   */
  public static of(scope: IConstruct): ListBackupAcknowledgements {
    if (!Construct.isConstruct(scope)) invalid('scope', scope, 'must be a construct', 'For example: ListBackupAcknowledgements.of(app).add().');
    return new ListBackupAcknowledgements(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /** Acknowledges the findings on the resources that exist so far. Call it at the end of your app. */
  public add(): void {
    const constructs = this.scope.node.root.node.findAll();
    const regions = [...new Set(constructs.filter((one) => Stack.isStack(one)).map(({ region }) => known(region, '<AWS::Region>')))];
    for (const resource of this.scope.node.findAll()) {
      const stage = CfnResource.isCfnResource(resource) ? stageNameOf(resource) : undefined;
      if (CfnResource.isCfnResource(resource) && stage !== undefined) acknowledge(resource, stage, regions);
    }
  }
}

/** Records it as `Validations.of(resource).acknowledge` does, which refuses the `::` in the ID of a finding. */
function acknowledge(resource: CfnResource, stage: string, regions: readonly string[]): void {
  const logicalId = String(resource.stack.resolve(resource.logicalId));
  const account = known(resource.stack.account, '<AWS::AccountId>');
  for (const { reason, rules } of ROWS) {
    const found = rules[logicalId] ?? Object.entries(rules).find(([pattern]) => matches(pattern, logicalId))?.[1] ?? [];
    for (const id of found.flatMap((rule) => regions.map((region) => rule.replace(/\{(\w+)\}/g, (_, part: string) => ({ stage, account, region })[part] ?? '')))) {
      resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
    }
  }
}

function matches(pattern: string, logicalId: string): boolean {
  const [start, end] = pattern.split('*');
  return end !== undefined && logicalId.startsWith(start) && logicalId.endsWith(end);
}

function known(value: string, otherwise: string): string {
  return Token.isUnresolved(value) ? otherwise : value;
}

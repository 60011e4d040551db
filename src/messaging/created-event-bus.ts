import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnEventBus, CfnEventBusPolicy, IncludeDetail, Level } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventBusArn } from './event-arns';
import { ListBackupEventBusBase } from './event-bus-base';
import { SOURCE_PREFIX } from './event-source';
import { claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { eventBusName, SERVICES } from '../stage/naming';

export interface CreatedEventBusProps {
  readonly stage: ListBackupStage;
  readonly deadLetterQueue: IQueue;
  readonly removalPolicy: RemovalPolicy;
  readonly logLevel: Level;
  readonly logDetail: IncludeDetail;
  readonly encryptionKey?: IKey;
}

/**
 * The bus itself, which admits the stage's own sources only.
 *
 * @internal
 */
export class CreatedEventBus extends ListBackupEventBusBase {
  public readonly eventBusName: string;
  public readonly eventBusArn: string;
  public readonly eventBusPolicy: string;
  public readonly deadLetterQueue: IQueue;

  protected readonly autoCreatePolicy: boolean = true;

  public constructor(scope: Construct, id: string, props: CreatedEventBusProps) {
    super(scope, id);
    const { stage } = props;
    const physicalName = eventBusName(stage);
    claimPhysicalName(this, 'event bus', physicalName);

    // L1: `EventBus` (L2) has no tags of its own, and an explicit statement of what is off.
    const bus = claimLogicalId(new CfnEventBus(this, 'Resource', {
      name: physicalName,
      kmsKeyIdentifier: props.encryptionKey?.keyArn,
      logConfig: { level: props.logLevel, includeDetail: props.logDetail },
      tags: resourceTags(stage, SERVICES.eventbridge),
    }), 'EventBus');
    bus.applyRemovalPolicy(props.removalPolicy);

    this.eventBusName = stackAware(this.stack, bus.ref, physicalName);
    this.eventBusArn = stackAware(this.stack, bus.attrArn, eventBusArn(this, physicalName));
    // Another stack has no way to read the policy; CDK's own imported buses say the same.
    this.eventBusPolicy = stackAware(this.stack, bus.attrPolicy, '');
    this.deadLetterQueue = props.deadLetterQueue;
    publish(this, stage, SERVICES.eventbridge, { EventBusName: bus.ref, EventBusArn: bus.attrArn });
    this.denyForeignSources();
  }

  /** A denial, since permissions alone would not bind identities of the same account. */
  private denyForeignSources(): void {
    const statement = new PolicyStatement({
      sid: 'DenyForeignSources',
      effect: Effect.DENY,
      principals: [new StarPrincipal()],
      actions: ['events:PutEvents'],
      resources: [this.eventBusArn],
      conditions: { StringNotLike: { 'events:source': `${SOURCE_PREFIX}*` } },
    });
    const { policyDependable } = this.addToResourcePolicy(statement);
    if (policyDependable instanceof CfnEventBusPolicy) claimLogicalId(policyDependable, 'EventBusPolicy');
  }
}

import { createHash } from 'crypto';
import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import { Archive, BaseArchiveProps, CfnEventBus, CfnEventBusPolicy, EventBusReference, IncludeDetail, Level } from 'aws-cdk-lib/aws-events';
import { AddToResourcePolicyResult, Effect, Grant, IGrantable, IResourceWithPolicy, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { requireSources } from './event';
import { eventBusArn } from './event-access';
import { SOURCE_PREFIX } from '../catalogue/event-sources';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { IListBackupEventBus } from '../handles';
import { ListBackupStage } from '../stage';
import { eventBusName } from '../stage/naming';
import { requireGrantee } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';

const PUT_EVENTS = 'events:PutEvents';

/**
 * Base of created and imported event buses. CDK doesn't export its own base class.
 *
 * @internal
 */
@located
export abstract class ListBackupEventBusBase extends Resource implements IListBackupEventBus, IResourceWithPolicy {
  public abstract readonly eventBusName: string;
  public abstract readonly eventBusArn: string;
  public abstract readonly eventBusPolicy: string;
  public abstract readonly deadLetterQueue: IQueue;
  public readonly environmentVariable: string = 'EVENT_BUS_NAME';

  /** The bus takes no events from a partner's source. */
  public readonly eventSourceName?: string = undefined;

  /**
   * True if this stack can add statements to the bus's policy. The policy of an imported bus belongs to another stack, and statements of two
   * consumers could share an ID: deleting one would delete both.
   */
  protected abstract readonly autoCreatePolicy: boolean;

  public get eventBusRef(): EventBusReference {
    return { eventBusName: this.eventBusName, eventBusArn: this.eventBusArn };
  }

  public archive(id: string, props: BaseArchiveProps): Archive {
    return new Archive(this, id, { ...props, sourceEventBus: this });
  }

  public grantPutEventsTo(grantee: IGrantable, sid?: string): Grant {
    return this.grantPutEvents(grantee, sid);
  }

  public grantPublish(grantee: IGrantable, ...sources: string[]): Grant {
    requireGrantee('grantee', grantee);
    const named = requireSources('grantPublish: ', sources);
    return this.grantPutEvents(grantee, undefined, { StringEquals: { 'events:source': named } });
  }

  /** Each statement is a policy resource of its own: EventBridge merges them by statement ID. */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    if (!this.autoCreatePolicy) return { statementAdded: false };
    const { sid } = statement;
    if (sid === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(sid)) {
      invalid('sid', sid, 'must have 1 to 64 letters, digits, "_" and "-"', 'For example: "AllowPartnerAccount".');
    }
    const policy = new CfnEventBusPolicy(this, sid, { eventBusName: this.eventBusName, statementId: sid, statement: statement.toStatementJson() });
    return { statementAdded: true, policyDependable: policy };
  }

  /** On the grantee's own policy where it has one; on the bus's where it has none, such as another account. */
  private grantPutEvents(grantee: IGrantable, sid?: string, conditions?: { [operator: string]: { [key: string]: string[] } }): Grant {
    const request = { grantee, actions: [PUT_EVENTS], resourceArns: [this.eventBusArn] };
    const ofPrincipal = Grant.addToPrincipal({ ...request, conditions });
    if (ofPrincipal.success || !this.autoCreatePolicy) return ofPrincipal;

    const { grantPrincipal } = grantee;
    const principal = JSON.stringify(this.stack.resolve([grantPrincipal.policyFragment.principalJson, conditions]));
    return Grant.addStatementToResourcePolicy({
      ...request,
      resource: this,
      statement: new PolicyStatement({
        sid: sid ?? `PutEvents${createHash('sha256').update(principal).digest('hex').slice(0, 8)}`,
        actions: request.actions,
        resources: request.resourceArns,
        principals: [grantPrincipal],
        conditions,
      }),
    });
  }
}

export interface CreatedEventBusProps {
  readonly stage: ListBackupStage;
  readonly deadLetterQueue: IQueue;
  readonly busDeadLetterQueue?: IQueue;
  readonly removalPolicy: RemovalPolicy;
  readonly logLevel: Level;
  readonly logDetail: IncludeDetail;
  readonly encryptionKey?: IKey;
}

/**
 * The bus itself, which accepts only the stage's own sources.
 *
 * @internal
 */
@located
export class CreatedEventBus extends ListBackupEventBusBase {
  public readonly eventBusName: string;
  public readonly eventBusArn: string;
  public readonly eventBusPolicy: string;
  public readonly deadLetterQueue: IQueue;
  public readonly busDeadLetterQueue?: IQueue;

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
      deadLetterConfig: props.busDeadLetterQueue && { arn: props.busDeadLetterQueue.queueArn },
      logConfig: { level: props.logLevel, includeDetail: props.logDetail },
      tags: resourceTags(stage, SERVICES.eventbridge),
    }), 'EventBus');
    bus.applyRemovalPolicy(props.removalPolicy);

    this.eventBusName = stackAware(this.stack, bus.ref, physicalName);
    this.eventBusArn = stackAware(this.stack, bus.attrArn, eventBusArn(this, physicalName));
    // Another stack has no way to read the policy; CDK's own imported buses say the same.
    this.eventBusPolicy = stackAware(this.stack, bus.attrPolicy, '');
    this.deadLetterQueue = props.deadLetterQueue;
    this.busDeadLetterQueue = props.busDeadLetterQueue;
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

/** Attributes of an event bus deployed by another stack. */
export interface ImportedEventBusProps {
  readonly stage: ListBackupStage;
  readonly lookup: ServiceLookup;
  readonly deadLetterQueue: () => IQueue;
}

/** A bus that another stack deployed. Its policy is that stack's. */
@located
export class ImportedEventBus extends ListBackupEventBusBase {
  public readonly eventBusName: string;
  public readonly eventBusArn: string;
  public readonly eventBusPolicy: string = '';

  protected readonly autoCreatePolicy: boolean = false;

  public constructor(scope: Construct, id: string, private readonly props: ImportedEventBusProps) {
    super(scope, id);
    const { stage, lookup } = props;
    this.eventBusName = lookup.name('EventBusName', () => eventBusName(stage));
    this.eventBusArn = lookup.derived('EventBusArn', () => eventBusArn(this, this.eventBusName));
  }

  public get deadLetterQueue(): IQueue {
    return this.props.deadLetterQueue();
  }
}

import { createHash } from 'crypto';
import { Resource } from 'aws-cdk-lib';
import { Archive, BaseArchiveProps, CfnEventBusPolicy, EventBusReference } from 'aws-cdk-lib/aws-events';
import { AddToResourcePolicyResult, Grant, IGrantable, IResourceWithPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IListBackupEventBus } from './event-bus-handle';
import { requireSources } from './event-pattern';
import { refuse } from '../stage/refuse';
import { requireGrantee } from '../stage/require-handles';

const PUT_EVENTS = 'events:PutEvents';

/**
 * What created and imported buses share. CDK does not export its own base class.
 *
 * @internal
 */
export abstract class ListBackupEventBusBase extends Resource implements IListBackupEventBus, IResourceWithPolicy {
  public abstract readonly eventBusName: string;
  public abstract readonly eventBusArn: string;
  public abstract readonly eventBusPolicy: string;
  public abstract readonly deadLetterQueue: IQueue;
  public readonly environmentVariable: string = 'EVENT_BUS_NAME';

  /** The bus takes no events from a partner's source. */
  public readonly eventSourceName?: string = undefined;

  /**
   * Whether statements for others may be added: another stack owns an imported bus's policy, and two consumers' statements could share an
   * ID, so that the first to go would take both along.
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
    const named = requireSources('grantPublish', sources);
    return this.grantPutEvents(grantee, undefined, { StringEquals: { 'events:source': named } });
  }

  /** Each statement is a policy resource of its own: EventBridge merges them by statement ID. */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    if (!this.autoCreatePolicy) return { statementAdded: false };
    const { sid } = statement;
    if (sid === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(sid)) {
      refuse('event bus, sid of a policy statement', sid, 'It has 1 to 64 letters, digits, "_" and "-".', '"AllowPartnerAccount"');
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

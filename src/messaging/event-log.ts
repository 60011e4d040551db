import { ArnFormat, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IEventBus, IRuleTarget, Level } from 'aws-cdk-lib/aws-events';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  CfnDelivery,
  CfnDeliveryDestination,
  CfnDeliverySource,
  CfnLogGroup,
  CfnResourcePolicy,
  ILogGroup,
  LogGroup,
  RetentionDays,
} from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logGroupArn, ruleArn } from './event-access';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, countLogPolicy, resourceTags, roleTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { eventLogDestinationName, eventLogGroupName, eventLogPolicyName, eventLogRoleName, eventLogSourceName } from '../stage/naming';
import { located } from '../validation/located';

export interface EventLogProps {
  readonly stage: ListBackupStage;
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
  /** Writers of the group. A policy that no writer needs would only use up the account's quota. */
  readonly rulesWrite: boolean;
  readonly busWrites: boolean;
}

const EVENTS = new ServicePrincipal('events.amazonaws.com');
const LOG_DELIVERY = new ServicePrincipal('delivery.logs.amazonaws.com');

/**
 * The log group of events and of the bus, with the policy and the role that may write to it.
 *
 * @internal
 */
@located
export class EventLog extends Construct {
  public readonly logGroup: ILogGroup;

  /** The group's ARN without the `:*` that stands for its streams. */
  public readonly logGroupArn: string;

  /** Policy that must exist before events can be delivered to the group. */
  public readonly policy?: CfnResourcePolicy;

  private readonly stack: Stack;

  public constructor(scope: Construct, id: string, props: EventLogProps) {
    super(scope, id);
    this.stack = Stack.of(this);
    const group = this.createGroup(props);
    const streams = group.attrArn;
    if (props.rulesWrite || props.busWrites) this.policy = this.createPolicy(props, streams);
    const role = this.createRole(props, streams);

    const name = stackAware(this.stack, group.ref, eventLogGroupName(props.stage));
    this.logGroup = LogGroup.fromLogGroupName(this, 'Handle', name);
    this.logGroupArn = logGroupArn(this, name);
    publish(this, props.stage, SERVICES.eventbridge, {
      EventBridgeLogGroupName: group.ref,
      EventBridgeLogGroupArn: group.attrArn,
      EventBridgeLogRoleArn: role.attrArn,
    });
  }

  /** Returns the rule target that logs a rule's events. CDK's own target would write the policy through a custom resource per rule. */
  public asTarget(): IRuleTarget {
    return { bind: () => ({ arn: this.logGroupArn }) };
  }

  private createGroup({ stage, retention, removalPolicy, encryptionKey }: EventLogProps): CfnLogGroup {
    const group = claimLogicalId(new CfnLogGroup(this, 'Group', {
      logGroupName: eventLogGroupName(stage),
      retentionInDays: retention === RetentionDays.INFINITE ? undefined : retention,
      kmsKeyId: encryptionKey?.keyArn,
      tags: resourceTags(stage, SERVICES.eventbridge),
    }), 'EventBridgeLogGroup');
    group.applyRemovalPolicy(removalPolicy);
    return group;
  }

  private createPolicy({ stage, rulesWrite, busWrites }: EventLogProps, streams: string): CfnResourcePolicy {
    const document = new PolicyDocument({
      statements: [...(rulesWrite ? this.ofRules(stage, streams) : []), ...(busWrites ? [this.ofBus(streams)] : [])],
    });
    const policy = claimLogicalId(new CfnResourcePolicy(this, 'Policy', {
      policyName: eventLogPolicyName(stage),
      policyDocument: this.stack.toJsonString(document),
    }), 'EventBridgeLogGroupPolicy');
    countLogPolicy(policy);
    return policy;
  }

  /** EventBridge writes through log delivery, too, and names the rule only where it writes, not where it makes the stream. */
  private ofRules(stage: ListBackupStage, streams: string): PolicyStatement[] {
    const principals = [EVENTS, LOG_DELIVERY];
    return [
      new PolicyStatement({ sid: 'EventsCreateStreams', principals, actions: ['logs:CreateLogStream'], resources: [streams] }),
      new PolicyStatement({
        sid: 'RulesOfTheBusWrite',
        principals,
        actions: ['logs:PutLogEvents'],
        resources: [streams],
        conditions: { ArnLike: { 'aws:SourceArn': ruleArn(this, stage, '*') } },
      }),
    ];
  }

  private ofBus(streams: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'BusLogIsDelivered',
      principals: [LOG_DELIVERY],
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [streams],
      conditions: {
        StringEquals: { 'aws:SourceAccount': this.stack.account },
        ArnLike: { 'aws:SourceArn': this.stack.formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) },
      },
    });
  }

  private createRole({ stage, permissionsBoundary }: EventLogProps, streams: string): CfnRole {
    return claimLogicalId(new CfnRole(this, 'Role', {
      roleName: accountWideName(this, stage, eventLogRoleName(stage)),
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [new PolicyStatement({
          principals: [EVENTS],
          actions: ['sts:AssumeRole'],
          conditions: { StringEquals: { 'aws:SourceAccount': this.stack.account } },
        })],
      }),
      policies: [{
        policyName: 'EventBridgeLogPolicy',
        policyDocument: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [streams] })],
        }),
      }],
      permissionsBoundary: permissionsBoundary?.managedPolicyArn,
      tags: roleTags(SERVICES.eventbridge),
    }), 'EventBridgeLogRole');
  }
}

/** A log of the bus: one for each severity, under the name by which CloudWatch Logs knows it. */
interface Severity {
  readonly name: 'Error' | 'Info' | 'Trace';
  readonly logType: string;
}

const ERROR: Severity = { name: 'Error', logType: 'ERROR_LOGS' };
const INFO: Severity = { name: 'Info', logType: 'INFO_LOGS' };
const TRACE: Severity = { name: 'Trace', logType: 'TRACE_LOGS' };

/** A level takes in the ones before it. */
const SEVERITIES: Readonly<Record<Level, readonly Severity[]>> = {
  [Level.OFF]: [],
  [Level.ERROR]: [ERROR],
  [Level.INFO]: [ERROR, INFO],
  [Level.TRACE]: [ERROR, INFO, TRACE],
};

/**
 * Delivers the bus's own log to the log group.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html
 */
export function deliverBusLog(scope: Construct, stage: ListBackupStage, bus: IEventBus, log: EventLog, level: Level): void {
  const severities = SEVERITIES[level];
  if (severities.length === 0) return;
  const tags = resourceTags(stage, SERVICES.eventbridge);
  const destination = claimLogicalId(new CfnDeliveryDestination(scope, 'LogDestination', {
    name: eventLogDestinationName(stage),
    destinationResourceArn: log.logGroupArn,
    outputFormat: 'json',
    tags,
  }), 'EventBusLogDestination');

  let previous: CfnResource | undefined = log.policy;
  for (const { name, logType } of severities) {
    const source = claimLogicalId(new CfnDeliverySource(scope, `${name}LogSource`, {
      name: eventLogSourceName(stage, name.toLowerCase()),
      resourceArn: bus.eventBusArn,
      logType,
      tags,
    }), `EventBus${name}LogSource`);
    const delivery = claimLogicalId(new CfnDelivery(scope, `${name}LogDelivery`, {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      tags,
    }), `EventBus${name}LogDelivery`);
    // After the policy, or CloudWatch Logs would add one of its own; then one by one, or it reports a conflict.
    if (previous) delivery.node.addDependency(previous);
    previous = delivery;
  }
}

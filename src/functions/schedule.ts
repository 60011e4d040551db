import { Annotations, Duration } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal, CfnRole, CfnPolicy, Policy } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, FunctionBase } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { FunctionConventions } from './function-resource';
import { requireSchedule, ScheduleEnd } from './schedule-expression';
import { ListBackupScheduleOptions, ListBackupScheduler } from './schedule-options';
import { claimLogicalId, claimPhysicalName, roleTags } from '../conventions';
import { eventsDeadLetterQueueName } from '../stage/naming';
import { invalid, show } from '../validation/invalid';
import { requireBoolean, requireDurationBetween, requireObject, requireOneOf, requireText } from '../validation/values';


/** Limits of EventBridge's retries: maximum event age in seconds, and number of retries. These are its defaults, written out. */
const MAX_EVENT_AGE = 86_400;
const RETRY_ATTEMPTS = 185;

/** Calls a function on schedule. */
export class FunctionSchedules {
  private count = 0;

  public constructor(private readonly fn: FunctionBase, private readonly called: FunctionBase, private readonly conventions: FunctionConventions) {}

  /** True if there is any. */
  public get isUsed(): boolean {
    return this.count > 0;
  }

  public add(schedule: ScheduleExpression, options: ListBackupScheduleOptions): void {
    const what = 'schedule';
    requireObject(what, schedule ?? null, 'must be a schedule expression', 'For example: scheduler.ScheduleExpression.rate(Duration.minutes(5)).');
    this.warnOfPast(schedule.expressionString, requireSchedule(what, schedule.expressionString));
    requireOptions(what, options);
    const scheduler = options.scheduler ?? (this.conventions.fromServerless ? ListBackupScheduler.RULE : ListBackupScheduler.SCHEDULER);
    this.count += 1;
    if (scheduler === ListBackupScheduler.RULE) this.addRule(what, schedule, options);
    else this.addSchedule(schedule, options);
  }

  /** L1: `Schedule` (L2) makes a role for each schedule and knows no logical ID. */
  private addSchedule(schedule: ScheduleExpression, options: ListBackupScheduleOptions): void {
    const { ids } = this.conventions;
    const id = ids.schedule(this.count);
    const { queueArn } = this.deadLetterQueue();
    claimLogicalId(new CfnSchedule(this.fn, `Schedule${this.count}`, {
      name: this.nameOf('schedule', options.name),
      description: options.description ?? this.description(),
      scheduleExpression: schedule.expressionString,
      scheduleExpressionTimezone: schedule.timeZone?.timezoneName,
      state: options.enabled === false ? 'DISABLED' : 'ENABLED',
      flexibleTimeWindow: options.flexibleWindow
        ? { mode: 'FLEXIBLE', maximumWindowInMinutes: options.flexibleWindow.toMinutes() }
        : { mode: 'OFF' },
      target: {
        arn: this.called.functionArn,
        roleArn: this.role(queueArn).roleArn,
        input: options.input,
        retryPolicy: { maximumEventAgeInSeconds: MAX_EVENT_AGE, maximumRetryAttempts: RETRY_ATTEMPTS },
        deadLetterConfig: { arn: queueArn },
      },
    }), id).node.addDependency(this.role(queueArn).node.findChild('DefaultPolicy'));
  }

  /** L1: `Rule` (L2) has its target's permission under a name that follows the tree. */
  private addRule(what: string, schedule: ScheduleExpression, options: ListBackupScheduleOptions): void {
    const { ids, fromServerless, name } = this.conventions;
    if (schedule.expressionString.startsWith('at(')) invalid(what, schedule.expressionString, `can't be ${show(schedule.expressionString)}: a rule has no one-time schedule`, 'Set scheduler: ListBackupScheduler.SCHEDULER.');
    const zone = schedule.timeZone?.timezoneName;
    if (zone !== undefined && zone !== 'Etc/UTC') invalid('schedule: time zone', zone, `can't be ${show(zone)}: a rule runs in UTC`, 'Set scheduler: ListBackupScheduler.SCHEDULER.');
    if (options.flexibleWindow) invalid('schedule: flexibleWindow', options.flexibleWindow.toHumanString(), 'can\'t be combined with a rule, which has none', 'Set scheduler: ListBackupScheduler.SCHEDULER.');
    const rule = claimLogicalId(new CfnRule(this.fn, `ScheduleRule${this.count}`, {
      name: this.nameOf('event rule', options.name),
      description: options.description ?? (fromServerless ? undefined : this.description()),
      scheduleExpression: schedule.expressionString,
      state: options.enabled === false ? 'DISABLED' : 'ENABLED',
      targets: [{ arn: this.called.functionArn, id: `${name}Schedule`, input: options.input }],
    }), ids.rule(this.count));
    claimLogicalId(new CfnPermission(this.fn, `ScheduleRulePermission${this.count}`, {
      action: 'lambda:InvokeFunction',
      functionName: this.called.functionArn,
      principal: 'events.amazonaws.com',
      sourceArn: rule.attrArn,
    }), ids.rulePermission(this.count));
  }

  private nameOf(kind: string, asked: string | undefined): string | undefined {
    const { fromServerless, physicalName } = this.conventions;
    if (asked === undefined && fromServerless) return undefined;
    const name = asked ?? `${physicalName.slice(0, 60)}${this.count === 1 ? '' : `-${this.count}`}`;
    claimPhysicalName(this.fn, kind, name);
    return name;
  }

  private description(): string {
    return `Calls ${this.conventions.physicalName}.`;
  }

  private deadLetterQueue(): { readonly queueArn: string } {
    const name = eventsDeadLetterQueueName(this.conventions.stage);
    return { queueArn: this.fn.stack.formatArn({ service: 'sqs', resource: name }) };
  }

  /** One role for all schedules of the function: it may call the function, and hand over calls that failed. */
  private role(queueArn: string): Role {
    const known = this.fn.node.tryFindChild('SchedulerRole') as Role | undefined;
    if (known) return known;
    const { ids, service, permissionsBoundary } = this.conventions;
    const role = new Role(this.fn, 'SchedulerRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.fn.stack.account } } }),
      ...(permissionsBoundary && { permissionsBoundary }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.called.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    const cfnRole = claimLogicalId(role.node.defaultChild as CfnRole, `${ids.resource}SchedulerRole`);
    roleTags(service).forEach(({ key, value }) => cfnRole.tags.setTag(key, value));
    const policy = role.node.findChild('DefaultPolicy') as Policy;
    claimLogicalId(policy.node.defaultChild as CfnPolicy, `${ids.resource}SchedulerRolePolicy`);
    return role;
  }

  private warnOfPast(expression: string, { year, at }: ScheduleEnd): void {
    const now = new Date();
    if ((year ?? Infinity) >= now.getUTCFullYear() && (at?.getTime() ?? Infinity) > now.getTime()) return;
    Annotations.of(this.fn).addWarningV2('listbackup-infrastructure:scheduleInThePast',
      `Schedule ${expression} never fires again: it ends in the past. Remove it, or give it a later end.`);
  }
}

function requireOptions(what: string, options: ListBackupScheduleOptions): void {
  requireText('schedule: name', options.name, /^[\w.-]{1,64}$/, 'must have 1 to 64 letters, digits, "_", "." and "-"', 'For example: "listbackup-jobs-main-nightly".');
  requireText('schedule: description', options.description, /^[^]{0,512}$/, 'must have at most 512 characters', 'For example: "Removes expired exports".');
  requireText('schedule: input', options.input, /^[^]{1,8192}$/, 'must have 1 to 8192 characters', 'For example: \'{"dryRun":true}\'.');
  requireBoolean(`${what}: enabled`, options.enabled);
  requireOneOf(`${what}: scheduler`, options.scheduler, Object.values(ListBackupScheduler));
  requireDurationBetween(`${what}: flexibleWindow`, options.flexibleWindow, Duration.minutes(1), Duration.hours(24));
}

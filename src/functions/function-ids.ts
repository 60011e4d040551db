import { normalizeFunctionKey } from '../stage/serverless-names';

/** Logical IDs of a function and of what belongs to it. */
export interface FunctionIds {
  readonly resource: string;
  readonly logGroup: string;
  readonly role: string;
  readonly rolePolicy: string;
  readonly alias: string;
  readonly invokeConfig: string;

  /** The name of the alias behind which provisioned copies are. */
  readonly aliasName: string;

  /** A version, which a digest of its content tells from others. */
  version(digest: string): string;

  /** The mapping of a queue, by its construct ID and its physical name. */
  queue(id: string, name: string): string;

  /** The mapping of a table's stream, by its construct ID and its physical name. */
  stream(id: string, name: string): string;

  /** A schedule of EventBridge Scheduler, counted from 1 over all schedules of the function. */
  schedule(index: number): string;

  /** A scheduled rule, counted likewise. */
  rule(index: number): string;

  /** The right of a scheduled rule to call the function. */
  rulePermission(index: number): string;
}

/** Logical IDs by the conventions: all begin with the construct's ID and `Function`. */
export function conventionalIds(id: string): FunctionIds {
  const base = `${id}Function`;
  return {
    resource: base,
    logGroup: `${base}LogGroup`,
    role: `${base}Role`,
    rolePolicy: `${base}RolePolicy`,
    alias: `${base}Alias`,
    aliasName: 'live',
    invokeConfig: `${base}EventInvokeConfig`,
    version: (digest) => `${base}Version${digest}`,
    queue: (queue) => `${base}${queue}Consumer`,
    stream: (table) => `${base}${table}StreamConsumer`,
    schedule: (index) => `${base}Schedule${index}`,
    rule: (index) => `${base}ScheduleRule${index}`,
    rulePermission: (index) => `${base}ScheduleRulePermission${index}`,
  };
}

/** Logical IDs as Serverless 3 makes them, so that an update changes what it deployed in place. */
export function serverlessIds(key: string): FunctionIds {
  const base = normalizeFunctionKey(key);
  return {
    resource: `${base}LambdaFunction`,
    logGroup: `${base}LogGroup`,
    role: `${base}LambdaFunctionRole`,
    rolePolicy: `${base}LambdaFunctionRolePolicy`,
    alias: `${base}ProvConcLambdaAlias`,
    aliasName: 'provisioned',
    invokeConfig: `${base}LambdaEvConf`,
    version: (digest) => `${base}LambdaVersion${digest}`,
    queue: (_, name) => `${base}EventSourceMappingSQS${lettersAndDigits(name)}`,
    stream: (_, name) => `${base}EventSourceMappingDynamodb${lettersAndDigits(name)}`,
    schedule: (index) => `${base}SchedulerSchedule${index}`,
    rule: (index) => `${base}EventsRuleSchedule${index}`,
    rulePermission: (index) => `${base}LambdaPermissionEventsRuleSchedule${index}`,
  };
}

function lettersAndDigits(name: string): string {
  const text = name.replace(/[^0-9A-Za-z]/g, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

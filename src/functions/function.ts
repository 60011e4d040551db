import { Duration } from 'aws-cdk-lib';
import { IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import { Architecture, FunctionBase, IAlias, IFunction, IVersion, TenancyConfig } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IAM_MINIMIZE_POLICIES } from 'aws-cdk-lib/cx-api';
import { Construct, Node } from 'constructs';
import {
  grantAuth, grantBucket, grantInvoke, grantParameter, grantQueue, grantSecret, grantSms, grantTable, ListBackupAccess, ListBackupQueueAccess,
  requireHandle,
} from './access';
import { ListBackupOnEventOptions, listen } from './event-listener';
import { FunctionEnvironment, IN_CALL } from './function-environment';
import { conventionalIds, serverlessIds } from './function-ids';
import { importFunction, ListBackupFunctionFromStageProps } from './function-import';
import { grantNetworkInterfaces, networkOf } from './function-network';
import { ListBackupFunctionProps } from './function-options';
import { admitLogs, createLogGroup, createResource, FunctionConventions, provision, publishVersion, roleFor } from './function-resource';
import { functionArn, FunctionTimeout, requireFunctionNames, requireSettings } from './function-settings';
import { ListBackupConsumeOptions, QueueConsumer } from './queue-consumer';
import { FunctionSchedules } from './schedule';
import { ListBackupScheduleOptions } from './schedule-options';
import { consumeStream } from './stream-consumer';
import { ListBackupStreamOptions } from './stream-options';
import { claimPhysicalName, HARDENED_LOGS, removalPolicyFor } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import {
  IListBackupAuth, IListBackupBucket, IListBackupEmail, IListBackupEventBus, IListBackupEventRule, IListBackupQueue, IListBackupTable,
  IListBackupSecret,
} from '../handles';
import { getOrCreateServiceKey } from '../keys/service-key';
import { ListBackupEventRule } from '../messaging/event-rule';
import { API_SERVICE, functionLogGroupName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { located } from '../validation/located';
import { requireService } from '../validation/names';
import { allowStages } from '../validation/stage-of';
import { requireAttribute, requireObject } from '../validation/values';

/**
 * One Lambda function under the ListBackup conventions: arm64, traced by X-Ray, with its own role, JSON logs in its own log group, and the
 * environment variables that the Go services read. You can pass it wherever CDK takes a function.
 *
 * Its logical ID is always the construct's id and `Function`. Its name is `{service}-{stage}-{name}`. Its ARN is an output, exported as
 * `{service}-{stage}-{id}FunctionArn`. The handles that it uses can be from this app or another one, in the same stack or in others.
 *
 * @throws at synthesis when a name, an option or a variable is invalid.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
 *
 * @example
 * declare const data: ListBackupDataLayer;
 * declare const messaging: ListBackupMessaging;
 *
 * const worker = new ListBackupFunction(this, 'SyncSource', {
 *   stage: ListBackupStage.MAIN,
 *   runtime: ListBackupRuntime.GO,
 *   code: lambda.Code.fromAsset('dist/sync-source'),
 * });
 * worker.consume(messaging.queues.sync);
 * worker.useTable(data.tables.jobs, ListBackupAccess.READ_WRITE);
 * worker.useBucket(data.buckets.data, ListBackupAccess.WRITE, 'accounts/');
 * worker.useEventBus(messaging.eventBus, ListBackupEventSource.JOBS);
 */
@located
export class ListBackupFunction extends FunctionBase {
  /**
   * A function that another app or stack deployed, to call it or to grant it rights.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the ID that the function was created with: it is in the name of its export.
   * @param props the stage, the names, and the lookup for the function.
   * @throws at synthesis when no function can have these props.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupFunctionFromStageProps): IFunction {
    return importFunction(scope, id, props);
  }

  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly role?: IRole;
  public readonly grantPrincipal: IPrincipal;
  public readonly architecture: Architecture;
  public readonly permissionsNode: Node = this.node;
  public readonly tenancyConfig?: TenancyConfig = undefined;
  public readonly resourceArnsForGrantInvoke: string[];

  /** Log group of the function. */
  public readonly logGroup: ILogGroup;

  /**
   * The version that is published of this code and configuration.
   *
   * @default - none, where `versions` is false
   */
  public readonly publishedVersion?: IVersion;

  /**
   * Alias `live`, which the provisioned instances serve.
   *
   * @default - none without `provisionedConcurrency`
   */
  public readonly alias?: IAlias;

  /** Function that callers must invoke, such as an API's routes: the alias if there is one, otherwise the function. */
  public readonly entryPoint: IFunction;

  protected readonly canCreatePermissions: boolean = true;

  private readonly conventions: FunctionConventions;
  private readonly called: FunctionBase;
  private readonly environment: FunctionEnvironment;
  private readonly runningTime: FunctionTimeout;
  private readonly consumer: QueueConsumer;
  private readonly schedules: FunctionSchedules;

  /**
   * @param scope the stack for the resource, or a construct in it.
   * @param id the construct's id: the logical ID is this and `Function`; the name ends in it, its first letter small, unless you set `name`.
   * @param props the stage, runtime and code, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupFunctionProps) {
    const stage = requireStage(props);
    const service = requireService(props.service ?? API_SERVICE);
    const { name, physicalName } = requireFunctionNames(id, { ...props, stage, service });
    const settings = requireSettings(props);
    super(scope, id);
    // Before there are children: what many uses grant is merged, or a role would need a second policy under CDK's default flags.
    this.node.setContext(IAM_MINIMIZE_POLICIES, true);
    claimPhysicalName(this, 'function', physicalName);
    allowStages(this, props.otherStages ?? []);
    this.architecture = settings.architecture;
    const fromServerless = props.fromServerless ?? false;
    const ids = fromServerless ? serverlessIds(id) : conventionalIds(id);
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, { stage, service, removalPolicy, users: ['LogGroups'], shared: false });
    const chosen = { ...withSecurityDefaults(props, HARDENED_LOGS), encryptionKey };
    this.conventions = { stage, service, name, physicalName, ids, fromServerless, permissionsBoundary: chosen.permissionsBoundary };
    this.environment = new FunctionEnvironment(this, stage, chosen.environmentNames, chosen.environment);
    this.runningTime = new FunctionTimeout(this, chosen.timeout);

    // A key of the service's own admits all log groups: its policy has no room for each.
    if (props.encryptionKey) admitLogs(this, props.encryptionKey, functionLogGroupName(physicalName));
    const logGroup = createLogGroup(this, this.conventions, { ...chosen, removalPolicy });
    this.logGroup = LogGroup.fromLogGroupName(this, 'Logs', stackAware(this.stack, logGroup.ref, functionLogGroupName(physicalName)));
    const role = roleFor(this, this.conventions, logGroup, props.role);
    this.role = role.role;
    this.grantPrincipal = role.role;
    encryptionKey?.grantDecrypt(this);
    const network = networkOf(this, `Function ${physicalName}`, props);
    this._connections = network?.connections;
    if (network) grantNetworkInterfaces(this);
    const { resource, versioned } = createResource(this, {
      ...this.conventions, props: chosen, settings, role, logGroup, timeout: this.runningTime, environment: this.environment, network,
    });
    this.functionName = stackAware(this.stack, resource.ref, physicalName);
    this.functionArn = stackAware(this.stack, resource.attrArn, functionArn(this.stack, physicalName));
    this.resourceArnsForGrantInvoke = [this.functionArn];
    publish(this, stage, service, { [`${ids.resource}Arn`]: resource.attrArn });

    this.publishedVersion = settings.versions ? publishVersion(this, ids, versioned, removalPolicy) : undefined;
    const alias = this.publishedVersion && provision(this, ids, this.publishedVersion, chosen.provisionedConcurrency);
    this.alias = alias;
    this.called = alias ?? this;
    this.entryPoint = this.called;
    this.consumer = new QueueConsumer(this, this.called, this.conventions, this.runningTime, chosen.reservedConcurrency);
    this.schedules = new FunctionSchedules(this, this.called, this.conventions);
  }

  /** Timeout of the function so far. If its props set none, a queue that it consumes later can change it. */
  public get timeout(): Duration {
    return Duration.seconds(this.runningTime.seconds);
  }

  /**
   * Sets an environment variable.
   *
   * @param name letters, digits and underscores; none that Lambda sets itself.
   * @param value up to 4 KB with all others.
   * @throws when the variable is set to something else already.
   */
  public addEnvironment(name: string, value: string): void {
    this.environment.set(name, value, IN_CALL);
  }

  /**
   * Grants the function access to a table with its indexes, and sets the variable with its name, for example `USERS_TABLE`.
   *
   * @param table the table.
   * @param access the function's access to the items.
   * @throws when another resource already has the variable.
   */
  public useTable(table: IListBackupTable, access: ListBackupAccess): void {
    grantTable(this, table, access);
    this.environment.provide(table.environmentVariable, table.tableName);
  }

  /**
   * Grants the function access to a queue, and sets the variable with its URL, for example `SYNC_QUEUE_URL`. If Lambda passes the messages
   * to the function, use `consume` instead.
   *
   * @param queue the queue.
   * @param access sending or receiving.
   * @throws when another resource already has the variable.
   */
  public useQueue(queue: IListBackupQueue, access: ListBackupQueueAccess): void {
    grantQueue(this, queue, access);
    this.environment.provide(queue.environmentVariable, queue.queueUrl);
  }

  /**
   * Grants the function access to a bucket, or to the objects below a prefix, and sets the variable with its name, for example
   * `DATA_BUCKET_NAME`.
   *
   * @param bucket the bucket.
   * @param access the function's access to the objects.
   * @param prefix the prefix of those objects' keys, for example `accounts/`; without it, all objects.
   * @throws when another resource already has the variable, or the prefix contains a wildcard.
   */
  public useBucket(bucket: IListBackupBucket, access: ListBackupAccess, prefix: string = ''): void {
    grantBucket(this, bucket, access, prefix);
    this.environment.provide(bucket.environmentVariable, bucket.bucketName);
  }

  /**
   * Lets the function publish events of these sources only, and sets `EVENT_BUS_NAME`.
   *
   * @param eventBus the bus.
   * @param sources one or more sources, such as `ListBackupEventSource.JOBS`.
   * @throws when no source is given, or a source doesn't begin with `listbackup.`.
   */
  public useEventBus(eventBus: IListBackupEventBus, ...sources: string[]): void {
    requireHandle('eventBus', eventBus, ['grantPublish', 'environmentVariable'], 'messaging.eventBus');
    eventBus.grantPublish(this, ...sources);
    this.environment.provide(eventBus.environmentVariable, eventBus.eventBusName);
  }

  /**
   * Sets the variables of the user pool (`COGNITO_USER_POOL_ID`, `COGNITO_CLIENT_ID`, `COGNITO_REGION`, `COGNITO_ISSUER`,
   * `COGNITO_JWKS_URI`), and grants the function access to the users.
   *
   * @param auth the authentication of the stage.
   * @param access reading finds users and their groups; writing creates, changes and deletes users and puts them into groups. Without it,
   *   nothing is granted: checking a token needs no permission.
   * @throws when another resource already has one of the variables.
   */
  public useAuth(auth: IListBackupAuth, access?: ListBackupAccess): void {
    grantAuth(this, auth, access);
    this.environment.provide('COGNITO_USER_POOL_ID', auth.userPool.userPoolId);
    this.environment.provide('COGNITO_CLIENT_ID', auth.userPoolClient.userPoolClientId);
    this.environment.provide('COGNITO_REGION', auth.userPool.env.region);
    this.environment.provide('COGNITO_ISSUER', auth.issuer);
    this.environment.provide('COGNITO_JWKS_URI', auth.jwksUri);
  }

  /**
   * Makes Lambda pass a queue's messages to the function, with the queue's own concurrency and batch size. The function returns the
   * messages that it couldn't handle (`batchItemFailures`). They are received again, and finally move to the queue's dead-letter queue.
   *
   * @param queue the queue.
   * @param options overrides of the queue's own settings.
   * @throws when the function consumes the queue already, Lambda doesn't accept an option for a FIFO queue, or the function's `timeout`
   *   is longer than the queue's visibility timeout.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
   */
  public consume(queue: IListBackupQueue, options: ListBackupConsumeOptions = {}): void {
    requireHandle('queue', queue, ['visibilityTimeout', 'maxConcurrency', 'batchSize'], 'messaging.queues.sync');
    requireObject('options', options, 'must be an options object', 'For example: { batchSize: 5 }.');
    this.consumer.consume(queue, options);
  }

  /**
   * Calls the function for the events of a rule. The function gets its own rule, with the same pattern and in its own stack, because a
   * rule's targets are in the rule's stack, at most five of them.
   *
   * An event that can't be delivered, or for which the function fails three times, goes to the stage's queue for undeliverable events. The
   * latter applies to every asynchronous call of the function, unless you called `configureAsyncInvoke` before.
   *
   * @param rule a rule of the catalogue, or one of a service's own.
   * @param options the events to handle, if not all of the rule.
   * @returns the new rule.
   * @throws when the function already handles that rule's events, or the rule lacks a detail type.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
   */
  public onEvent(rule: IListBackupEventRule, options: ListBackupOnEventOptions = {}): ListBackupEventRule {
    requireHandle('rule', rule, ['sources', 'detailTypes'], 'messaging.rules.job');
    requireObject('options', options, 'must be an options object', 'For example: { detailTypes: ["Job Completed"] }.');
    requireAttribute('eventBus', options.eventBus, 'deadLetterQueue', 'the bus of a stage', 'messaging.eventBus');
    return listen(this, this.called, this.conventions, rule, options);
  }

  /**
   * Calls the function with the changes of a table, in order per item. A batch that fails for good goes to the stage's queue for
   * undeliverable events, or to `onFailure`.
   *
   * @param table a table with a stream.
   * @param options overrides of the defaults.
   * @throws when the table has no stream, the function already reads it, or Lambda doesn't accept an option.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
   */
  public consumeStream(table: IListBackupTable, options: ListBackupStreamOptions = {}): void {
    requireHandle('table', table, ['tableName', 'environmentVariable'], 'dataLayer.tables.jobs');
    requireObject('options', options, 'must be an options object', 'For example: { batchSize: 10 }.');
    consumeStream(this, this.called, this.conventions, table, options);
  }

  /** True if a schedule of this app calls the function. @internal */
  public get _isScheduled(): boolean {
    return this.schedules.isUsed;
  }

  /**
   * Calls the function on a schedule, by EventBridge Scheduler or a scheduled rule. A call that can't be delivered within a day goes to the
   * stage's queue for undeliverable events.
   *
   * @param schedule when it is called: `ScheduleExpression.rate(Duration.hours(1))`.
   * @param options name, input and the service that calls.
   * @throws when EventBridge doesn't take the schedule, or it never fires.
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  public onSchedule(schedule: ScheduleExpression, options: ListBackupScheduleOptions = {}): void {
    requireObject('options', options, 'must be an options object', 'For example: { input: "{}" }.');
    this.schedules.add(schedule, options);
  }

  /**
   * Lets the function read a secret, and sets the variable with its name, for example `STRIPE_SECRET_NAME`.
   *
   * @param secret the secret.
   * @throws when another resource already has the variable.
   */
  public useSecret(secret: IListBackupSecret): void {
    grantSecret(this, secret);
    this.environment.provide(secret.environmentVariable, secret.secretName);
  }

  /**
   * Lets the function read an SSM parameter, and sets a variable to its name.
   *
   * @param parameter the parameter.
   * @param variable the environment variable.
   * @throws when another resource already has the variable.
   */
  public useParameter(parameter: IStringParameter, variable: string): void {
    grantParameter(this, parameter);
    this.environment.provide(variable, parameter.parameterName);
  }

  /**
   * Lets the function send e-mail from the stage's identity, and sets `EMAIL_FROM` and `EMAIL_CONFIGURATION_SET`.
   *
   * @param email the e-mail of the stage.
   * @throws when another resource already has one of the variables.
   */
  public useEmail(email: IListBackupEmail): void {
    requireHandle('email', email, ['grantSend', 'emailFrom', 'emailConfigurationSetName'], 'a ListBackupEmail');
    email.grantSend(this);
    this.environment.provide('EMAIL_FROM', email.emailFrom);
    this.environment.provide('EMAIL_CONFIGURATION_SET', email.emailConfigurationSetName);
  }

  /** Lets the function send text messages to phone numbers, and to no topic. */
  public useSms(): void {
    grantSms(this);
  }

  /**
   * Lets the function call another function, and sets a variable to its name.
   *
   * @param other the function that is called.
   * @param variable the environment variable.
   * @throws when another resource already has the variable.
   */
  public useFunction(other: IFunction, variable: string): void {
    requireHandle('other', other, ['functionArn', 'functionName'], 'ListBackupFunction.fromStage(…)');
    // By name: two functions that call each other would otherwise wait for each other.
    const isOwn = other instanceof ListBackupFunction;
    const called = isOwn ? other.conventions.physicalName : other.functionName;
    grantInvoke(this, isOwn ? functionArn(other.stack, called) : other.functionArn);
    this.environment.provide(variable, called);
  }
}

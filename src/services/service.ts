import { RemovalPolicy } from 'aws-cdk-lib';
import { IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ListBackupServiceFunctionOptions, ListBackupServiceProps } from './service-options';
import { ListBackupApi } from '../api/api';
import { ListBackupPayloadFormat } from '../catalogue/payload-format';
import {
  ListBackupAccess, ListBackupQueueAccess, requireAuthUse, requireBucketUse, requireHandle, requireParameterUse, requireQueueUse, requireSecretUse,
  requireTableUse,
} from '../functions/access';
import { ListBackupOnEventOptions } from '../functions/event-listener';
import { ListBackupFunction } from '../functions/function';
import { IN_CALL, requireVariableOf } from '../functions/function-environment';
import { MAX_NAME_LENGTH, requireSharedSettings } from '../functions/function-settings';
import { ListBackupConsumeOptions } from '../functions/queue-consumer';
import { ListBackupScheduleOptions } from '../functions/schedule-options';
import { ServiceRole } from '../functions/service-role';
import { ListBackupStreamOptions } from '../functions/stream-options';
import { IListBackupApi, IListBackupAuth, IListBackupBucket, IListBackupEmail, IListBackupEventBus, IListBackupEventRule, IListBackupQueue, IListBackupTable, ListBackupRouteOptions, IListBackupSecret } from '../handles';
import { ListBackupEventRule } from '../messaging/event-rule';
import { functionName } from '../stage/naming';
import { requireSecurity, requireStage } from '../stage/security';
import { normalizeFunctionKey } from '../stage/serverless-names';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireService, requireVariableName } from '../validation/names';
import { allowStages } from '../validation/stage-of';
import { requireAttribute, requireBoolean, requireObject, requireOneOf, requireText } from '../validation/values';

/** The settings that functions take over from their service. */
const SHARED = [
  'security', 'runtime', 'code', 'architecture', 'memorySize', 'timeout', 'environmentNames', 'encryptionKey', 'logRetention', 'removalPolicy',
  'versions', 'layers', 'vpc', 'vpcSubnets', 'securityGroups', 'permissionsBoundary', 'otherStages',
] as const satisfies readonly (keyof ListBackupServiceProps)[];

/**
 * One service on the infrastructure of a stage: functions with shared settings, their routes, queues, streams, events and schedules,
 * and what all of them use.
 *
 * @throws at synthesis when a name, a setting or a use is invalid.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
 *
 * @example
 * declare const data: ListBackupDataLayer;
 *
 * const users = new ListBackupService(this, 'Users', {
 *   stage: ListBackupStage.MAIN, service: 'listbackup-users', runtime: ListBackupRuntime.GO, memorySize: 256,
 * });
 * users.useTable(data.tables.users, ListBackupAccess.READ_WRITE);
 * users.route('GET /users/me', users.function('usersGetMe', { code: ListBackupCode.go('cmd/get-me') }));
 * users.route('DELETE /users/{id}', users.function('usersDelete', { code: ListBackupCode.go('cmd/delete') }), { groups: ['Admins'] });
 */
@located
export class ListBackupService extends Construct {
  /** The name that the names of functions, exports and the stack begin with. */
  public readonly serviceName: string;

  private readonly props: ListBackupServiceProps;
  private readonly role?: ServiceRole;
  private readonly functions: ListBackupFunction[] = [];
  private readonly uses: ((fn: ListBackupFunction) => void)[] = [];
  private knownApi?: IListBackupApi;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's ID; names don't follow from it.
   * @param props the stage, the service's name, and the settings that its functions share.
   */
  public constructor(scope: Construct, id: string, props: ListBackupServiceProps) {
    const stage = requireStage(props);
    const service = requireService(props.service);
    requireBoolean('fromServerless', props.fromServerless);
    requireBoolean('userContext', props.userContext);
    requireSharedSettings(props);
    requireSecurity(props.security);
    requireAttribute('api', props.api, 'addRoute', 'the API of a stage', 'ListBackupApi.fromStage(…)');
    requireAttribute('timeout', props.timeout, 'toSeconds', 'a Duration', 'Duration.seconds(29)');
    requireOneOf('payloadFormat', props.payloadFormat, Object.values(ListBackupPayloadFormat));
    requireOneOf('removalPolicy', props.removalPolicy, Object.values(RemovalPolicy));
    requireOneOf('logRetention', props.logRetention, Object.values(RetentionDays).filter((days) => typeof days === 'number'));
    requireAttribute('lookup', props.lookup, 'constructor', 'a ListBackupLookup', 'ListBackupLookup.names()');
    requireAttribute('runtime', props.runtime, 'lambdaRuntime', 'a ListBackupRuntime', 'ListBackupRuntime.GO');
    requireAttribute('code', props.code, 'bind', 'code that is already built', 'lambda.Code.fromAsset("dist")');
    requireObject('environmentNames', props.environmentNames, 'must map names to other names', 'For example: { USERS_TABLE: "USERS_TABLE_NAME" }.');
    requireObject('environment', props.environment, 'must map names to values', 'For example: { LOG_LEVEL: "debug" }.');
    for (const [name, renamed] of Object.entries(props.environmentNames ?? {})) requireVariableName(`environmentNames.${name}`, renamed);
    for (const [name, value] of Object.entries(props.environment ?? {})) requireVariableOf(name, value);
    super(scope, id);
    allowStages(this, props.otherStages ?? []);
    this.serviceName = service;
    this.props = props;
    this.knownApi = props.api;
    this.role = props.fromServerless ? new ServiceRole(this, 'Role', { stage, service, permissionsBoundary: props.permissionsBoundary }) : undefined;
  }

  /** The API that routes are added to. */
  public get api(): IListBackupApi {
    const { stage, lookup } = this.props;
    return this.knownApi ??= ListBackupApi.fromStage(this, 'Api', { stage, lookup });
  }

  /**
   * Creates a function with the service's settings, and all that the service uses.
   *
   * @param name the end of the function's name, `{service}-{stage}-{name}`: letters, digits, `_` and `-`.
   * @param options overrides of the service's settings.
   * @throws when the name is longer than Lambda allows, or neither service nor function sets runtime and code.
   */
  public function(name: string, options: ListBackupServiceFunctionOptions = {}): ListBackupFunction {
    const { stage, environment, fromServerless } = this.props;
    const what = `function ${String(name)} of service ${this.serviceName}`;
    requireText(what, name ?? '', /^[A-Za-z][\w-]*$/, 'must have letters, digits, "_" and "-", and begin with a letter', 'For example: "usersGetMe".');
    const shared = Object.fromEntries(SHARED.map((key) => [key, options[key] ?? this.props[key]]));
    const { runtime, code } = { ...this.props, ...defined(options) };
    if (runtime === undefined) invalid(`${what}: runtime`, runtime, 'must be set, because the service has none', 'For example: ListBackupRuntime.GO.');
    if (code === undefined) invalid(`${what}: code`, code, 'must be set, because the service has none', 'For example: ListBackupCode.go("cmd/get-me").');
    // By the conventions a name is short and has no hyphen; functions that are live under other names keep them.
    const isConventional = options.functionName === undefined && /^\w+$/.test(name) && name.length <= MAX_NAME_LENGTH;
    const fn = new ListBackupFunction(this, normalizeFunctionKey(name), {
      ...options,
      ...shared,
      runtime,
      code,
      stage,
      service: this.serviceName,
      environment: { ...environment, ...options.environment },
      fromServerless,
      role: options.role ?? this.role,
      ...(isConventional ? { name } : { functionName: options.functionName ?? functionName(stage, this.serviceName, name) }),
    });
    this.functions.push(fn);
    this.uses.forEach((use) => use(fn));
    return fn;
  }

  /**
   * Adds a route to the API.
   *
   * @param route method and path, `GET /users/{id}`.
   * @param handler the function that handles the requests.
   * @param options the callers that the route allows, and the values that the function gets.
   * @throws when the route is invalid or exists already.
   */
  public route(route: string, handler: IFunction, options: ListBackupRouteOptions = {}): IHttpRoute {
    requireObject('options', options, 'must be an options object', 'For example: { groups: ["Admins"] }.');
    const { payloadFormat, userContext } = this.props;
    const isOwn = options.anonymous || options.authorizer !== undefined;
    return this.api.addRoute(route, handler, {
      ...(payloadFormat !== undefined && { payloadFormat }),
      ...(userContext && !isOwn && { userContext }),
      ...options,
    });
  }

  /**
   * Has Lambda call a function with a queue's messages. See `ListBackupFunction.consume`.
   *
   * @param queue the queue.
   * @param handler a function of this service.
   * @param options overrides of the queue's own settings.
   */
  public consume(queue: IListBackupQueue, handler: ListBackupFunction, options?: ListBackupConsumeOptions): void {
    this.own(handler).consume(queue, options);
  }

  /**
   * Has Lambda call a function with the changes of a table. See `ListBackupFunction.consumeStream`.
   *
   * @param table a table with a stream.
   * @param handler a function of this service.
   * @param options overrides of the defaults.
   */
  public consumeStream(table: IListBackupTable, handler: ListBackupFunction, options?: ListBackupStreamOptions): void {
    this.own(handler).consumeStream(table, options);
  }

  /**
   * Calls a function for the events of a rule. See `ListBackupFunction.onEvent`.
   *
   * @param rule a rule of the catalogue, or one of a service's own.
   * @param handler a function of this service.
   * @param options the events to handle, if not all of the rule.
   * @returns the rule that calls the function.
   */
  public onEvent(rule: IListBackupEventRule, handler: ListBackupFunction, options?: ListBackupOnEventOptions): ListBackupEventRule {
    return this.own(handler).onEvent(rule, options);
  }

  /**
   * Has a function called on schedule. See `ListBackupFunction.onSchedule`.
   *
   * @param schedule when it is called.
   * @param handler a function of this service.
   * @param options name, input and the service that calls.
   */
  public onSchedule(schedule: ScheduleExpression, handler: ListBackupFunction, options?: ListBackupScheduleOptions): void {
    this.own(handler).onSchedule(schedule, options);
  }

  /**
   * Grants all functions access to a table, and sets its variable.
   *
   * @param table the table.
   * @param access the functions' access to the items.
   */
  public useTable(table: IListBackupTable, access: ListBackupAccess): void {
    requireTableUse(table, access);
    this.forAll((fn) => fn.useTable(table, access));
  }

  /**
   * Grants all functions a queue, and sets its variable.
   *
   * @param queue the queue.
   * @param access sending or receiving.
   */
  public useQueue(queue: IListBackupQueue, access: ListBackupQueueAccess): void {
    requireQueueUse(queue, access);
    this.forAll((fn) => fn.useQueue(queue, access));
  }

  /**
   * Grants all functions access to a bucket, or to the objects below a prefix, and sets its variable.
   *
   * @param bucket the bucket.
   * @param access the functions' access to the objects.
   * @param prefix the prefix of those objects' keys; without it, all objects.
   */
  public useBucket(bucket: IListBackupBucket, access: ListBackupAccess, prefix?: string): void {
    requireBucketUse(bucket, access, prefix);
    this.forAll((fn) => fn.useBucket(bucket, access, prefix));
  }

  /**
   * Lets all functions publish events of these sources only, and sets `EVENT_BUS_NAME`.
   *
   * @param eventBus the bus.
   * @param sources one or more sources, such as `ListBackupEventSource.JOBS`.
   */
  public useEventBus(eventBus: IListBackupEventBus, ...sources: string[]): void {
    requireHandle('eventBus', eventBus, ['grantPublish', 'environmentVariable'], 'messaging.eventBus');
    if (sources.length === 0) invalid('sources', sources, 'must name at least one source', 'For example: ListBackupEventSource.JOBS.');
    for (const source of sources) requireText('sources', source, /^listbackup\.\S+$/, 'must begin with listbackup.', 'For example: ListBackupEventSource.JOBS.');
    this.forAll((fn) => fn.useEventBus(eventBus, ...sources));
  }

  /**
   * Sets the variables of the user pool for all functions, and grants them access to the users.
   *
   * @param auth the authentication of the stage.
   * @param access the functions' access to users; without it, none.
   */
  public useAuth(auth: IListBackupAuth, access?: ListBackupAccess): void {
    requireAuthUse(auth, access);
    this.forAll((fn) => fn.useAuth(auth, access));
  }

  /**
   * Lets all functions read a secret, and sets the variable with its name.
   *
   * @param secret the secret.
   */
  public useSecret(secret: IListBackupSecret): void {
    requireSecretUse(secret);
    this.forAll((fn) => fn.useSecret(secret));
  }

  /**
   * Lets all functions read an SSM parameter, and sets a variable to its name.
   *
   * @param parameter the parameter.
   * @param variable the environment variable.
   */
  public useParameter(parameter: IStringParameter, variable: string): void {
    requireParameterUse(parameter);
    requireVariableName('variable', variable);
    this.forAll((fn) => fn.useParameter(parameter, variable));
  }

  /**
   * Lets all functions send e-mail, and sets `EMAIL_FROM` and `EMAIL_CONFIGURATION_SET`.
   *
   * @param email the e-mail of the stage.
   */
  public useEmail(email: IListBackupEmail): void {
    requireHandle('email', email, ['grantSend', 'emailFrom', 'emailConfigurationSetName'], 'a ListBackupEmail');
    this.forAll((fn) => fn.useEmail(email));
  }

  /** Lets all functions send text messages to phone numbers. */
  public useSms(): void {
    this.forAll((fn) => fn.useSms());
  }

  /**
   * Lets all functions call another function, and sets a variable to its name.
   *
   * @param other the function that is called.
   * @param variable the environment variable.
   */
  public useFunction(other: IFunction, variable: string): void {
    requireHandle('other', other, ['functionArn', 'functionName'], 'ListBackupFunction.fromStage(…)');
    requireVariableName('variable', variable);
    this.forAll((fn) => fn.useFunction(other, variable));
  }

  /**
   * Sets an environment variable of all functions.
   *
   * @param name letters, digits and underscores.
   * @param value the value.
   */
  public addEnvironment(name: string, value: string): void {
    requireVariableOf(name, value, IN_CALL);
    this.forAll((fn) => fn.addEnvironment(name, value));
  }

  /**
   * Adds a statement to the role of all functions, for what no `use…` method covers.
   *
   * @param statement the statement.
   */
  public addToRolePolicy(statement: PolicyStatement): void {
    requireAttribute('statement', statement, 'toStatementJson', 'a statement', 'new iam.PolicyStatement({ actions, resources })');
    this.forAll((fn) => fn.addToRolePolicy(statement));
  }

  private forAll(use: (fn: ListBackupFunction) => void): void {
    this.functions.forEach(use);
    this.uses.push(use);
  }

  private own(handler: ListBackupFunction): ListBackupFunction {
    if (!this.functions.includes(handler)) {
      invalid('handler', handler?.node?.path ?? handler, 'must be a function of this service', 'For example: service.function("usersGetMe").');
    }
    return handler;
  }
}

function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

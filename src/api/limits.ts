import { Annotations, CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { RouteKey } from './route-key';
import { ListBackupStage } from '../stage';
import { invalid, show } from '../validation/invalid';

/** API Gateway's quotas of one API. Both can be raised on request. */
const MAX_ROUTES = 300;
const MAX_AUTHORIZERS = 10;

/** CloudFormation's limit of one stack, and where a stack is said to near it. */
const MAX_RESOURCES = 500;
const MANY_RESOURCES = 400;

/** Counting walks the whole stack, so not at each route. */
const COUNT_EVERY = 10;

interface StandingRoute {
  readonly route: RouteKey;
  readonly stack: Stack;
  readonly place: string;
}

/** Routes and authorizers that an app adds to one API, from all its stacks. */
interface ApiContents {
  readonly routes: Map<string, StandingRoute>;
  readonly authorizers: Set<string>;

  /** The API, if it answers only to requests that came through the edge. */
  closed?: string;

  /** A handle without the edge's secret that has added a route. */
  open?: string;
}

const CONTENTS = new WeakMap<IConstruct, Map<string, ApiContents>>();

/** By stage and environment: every handle of an API means the same API. */
function contentsOf(stack: Stack, stage: ListBackupStage): ApiContents {
  const apis = CONTENTS.get(stack.node.root) ?? new Map<string, ApiContents>();
  CONTENTS.set(stack.node.root, apis);
  const key = `${stage.stageName} ${stack.environment}`;
  const contents = apis.get(key) ?? { routes: new Map(), authorizers: new Set() };
  apis.set(key, contents);
  return contents;
}

/** Remembers that an API answers only to requests with the edge's secret. */
export function enterClosedApi(stage: ListBackupStage, api: IConstruct): void {
  const contents = contentsOf(Stack.of(api), stage);
  contents.closed = api.node.path;
  if (contents.open !== undefined) refuseOpen(stage, contents.open, contents.closed);
}

/** Refuses a route that answers without the edge's secret, of an API that requires it. */
export function enterOpenRoute(stage: ListBackupStage, stack: Stack, handle: IConstruct): void {
  const contents = contentsOf(stack, stage);
  contents.open ??= handle.node.path;
  if (contents.closed !== undefined) refuseOpen(stage, handle.node.path, contents.closed);
}

function refuseOpen({ stageName }: ListBackupStage, handle: string, api: string): never {
  return invalid('edgeSecret', undefined, `must be the secret of the edge for ${handle}: ${api} of stage ${show(stageName)} answers only to requests that came through the edge`,
    'Pass the secret to fromStage: edgeSecret: Secret.fromSecretNameV2(this, "Edge", "listbackup/main/edge").');
}

/**
 * Takes down a route, refuses a second one of its kind, and warns of quotas. Only what this app adds is seen.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function enterRoute(stage: ListBackupStage, stack: Stack, route: RouteKey, place: string): void {
  const { routes } = contentsOf(stack, stage);
  const standing = routes.get(route.pattern);
  if (standing) {
    invalid('route', route.key, `can't be ${show(route.key)} for ${place}: stage "${stage.stageName}" has ${standing.route.key} already, for ${standing.place}`, 'Use another method or path.');
  }
  const inStack = [...routes.values()].filter((other) => other.stack === stack);
  const namesake = inStack.find((other) => other.route.logicalId === route.logicalId);
  if (namesake) {
    invalid('route', route.key, `can't be ${show(route.key)}: its logical ID ${route.logicalId} belongs to ${namesake.route.key} in the same stack`, 'Use a path that differs in its letters and digits.');
  }
  routes.set(route.pattern, { route, stack, place });

  if (routes.size === MAX_ROUTES + 1) {
    Annotations.of(stack).addWarningV2('listbackup-infrastructure:apiRouteQuota',
      `${route.key} is route ${routes.size} that the app adds to the API of stage "${stage.stageName}": an API has ${MAX_ROUTES} unless AWS raises the quota.`);
  }
  if (inStack.length % COUNT_EVERY === COUNT_EVERY - 1) warnOfFullStack(stack);
}

/** Takes down an authorizer, and warns of the quota. */
export function enterAuthorizer(stage: ListBackupStage, stack: Stack, place: string): void {
  const { authorizers } = contentsOf(stack, stage);
  authorizers.add(place);
  if (authorizers.size === MAX_AUTHORIZERS + 1) {
    Annotations.of(stack).addWarningV2('listbackup-infrastructure:apiAuthorizerQuota',
      `${place} is authorizer ${authorizers.size} that the app adds to the API of stage "${stage.stageName}": an API has ${MAX_AUTHORIZERS} unless AWS raises the quota.`);
  }
}

function warnOfFullStack(stack: Stack): void {
  const count = stack.node.findAll().filter((node) => CfnResource.isCfnResource(node) && node.stack === stack).length;
  if (count < MANY_RESOURCES) return;
  // One message for the stack: the same text is reported once.
  Annotations.of(stack).addWarningV2('listbackup-infrastructure:stackResourceLimit',
    `with these routes the stack has more than ${MANY_RESOURCES} of the ${MAX_RESOURCES} resources that CloudFormation allows. Put further functions and `
    + 'their routes into another stack: ListBackupApi.fromStage adds routes from anywhere.');
}

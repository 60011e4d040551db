import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { requireGroups, requireScopes } from './require-names';
import { RouteKey } from './route-key';
import { ListBackupRouteOptions } from './route-options';
import { refuse, requireKnownKeys } from '../stage/refuse';
import { requireAttribute, requireBoolean, requireObject, requireText } from '../stage/require';

const OPTIONS: Record<keyof Required<ListBackupRouteOptions>, true> = {
  scopes: true, groups: true, anonymous: true, authorizer: true, integrationName: true,
};

/** Refuses what cannot become a route, or options that exclude each other. */
export function requireRoute({ key }: RouteKey, handler: IFunction, options: ListBackupRouteOptions): void {
  const what = (option: string): string => `route ${key}, ${option}`;
  requireAttribute(what('handler'), handler ?? null, 'functionArn', 'a Lambda function', 'a lambda.Function');
  requireObject(what('options'), options, 'It says who may call the route.', '{ groups: ["Admins"] }');
  requireKnownKeys(`route ${key}`, { ...options }, Object.keys(OPTIONS));
  requireBoolean(what('anonymous'), options.anonymous);
  requireAttribute(what('authorizer'), options.authorizer, 'bind', 'an authorizer of HTTP routes', 'new HttpLambdaAuthorizer("Mine", fn)');
  requireText(what('integrationName'), options.integrationName, /^[A-Za-z][A-Za-z0-9]*$/, 'It has letters and digits, and begins with a letter.', '"GetJobs"');
  requireScopes(what('scopes'), options.scopes);
  requireGroups(what('groups'), options.groups);
  requireOneGuard(what, options);
}

function requireOneGuard(what: (option: string) => string, { anonymous, authorizer, groups, scopes }: ListBackupRouteOptions): void {
  if (anonymous) {
    for (const [option, value] of Object.entries({ scopes, groups, authorizer })) {
      if (value !== undefined) refuse(what('anonymous'), true, `It excludes ${option}: without a token there is nothing to check.`, 'one of the two');
    }
  }
  if (authorizer !== undefined && groups !== undefined) {
    refuse(what('groups'), groups, 'It excludes authorizer: groups are checked by ListBackupAuthorizer.', 'one of the two');
  }
}

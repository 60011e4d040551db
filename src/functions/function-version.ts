import { createHash } from 'crypto';
import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { Alias, CfnAlias, CfnFunctionProps, CfnVersion, IFunction, IVersion, Version } from 'aws-cdk-lib/aws-lambda';
import { claimLogicalId } from '../conventions';

/** The alias that provisioned copies stand behind. */
const ALIAS = 'live';

/**
 * Publishes a version whenever a property changes: Lambda keeps a version as it is, and makes another only of what differs.
 *
 * @param properties what the template says of the function, save for what is no part of a version
 */
export function publishVersion(
  fn: IFunction, logicalId: string, properties: CfnFunctionProps, removalPolicy: RemovalPolicy,
): IVersion {
  const version = new CfnVersion(fn, 'Version', { functionName: fn.functionName });
  const digest = (): string => createHash('sha256').update(JSON.stringify(fn.stack.resolve(properties))).digest('hex').slice(0, 32);
  // A version cannot be updated: another logical ID makes another one. It must not follow the tree, as the same code is not published twice.
  version.overrideLogicalId(Lazy.string({ produce: () => `${logicalId}Version${digest()}` }));
  version.applyRemovalPolicy(removalPolicy);
  return Version.fromVersionAttributes(fn, 'PublishedVersion', { lambda: fn, version: version.attrVersion });
}

/** An alias of the version with copies that are always ready, where any are asked for. */
export function provision(fn: IFunction, logicalId: string, version: IVersion, copies: number | undefined): Alias | undefined {
  if (copies === undefined) return undefined;
  const alias = new Alias(fn, 'Alias', { aliasName: ALIAS, version, provisionedConcurrentExecutions: copies });
  claimLogicalId(alias.node.defaultChild as CfnAlias, `${logicalId}Alias`);
  return alias;
}

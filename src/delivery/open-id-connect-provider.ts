import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AUDIENCE, GITHUB_ISSUER } from './github';
import { claimLogicalId, claimPhysicalName, roleTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** The ARN of GitHub's provider in the account, whoever made it. */
export function providerArn(stack: Stack): string {
  return stack.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: GITHUB_ISSUER });
}

/** Makes GitHub known to the account. Returns the provider's ARN. */
export function createProvider(scope: Construct, stage: ListBackupStage): string {
  claimPhysicalName(scope, 'OpenID Connect provider', GITHUB_ISSUER, 'account');
  // No thumbprint: AWS checks the certificates of GitHub against its own list of authorities.
  const provider = claimLogicalId(new CfnOIDCProvider(scope, 'GitHubProvider', {
    url: `https://${GITHUB_ISSUER}`,
    clientIdList: [AUDIENCE],
    tags: roleTags(SERVICES.deploy),
  }), 'GitHubProvider');
  provider.applyRemovalPolicy(RemovalPolicy.RETAIN);
  publish(scope, stage, SERVICES.deploy, { GitHubProviderArn: provider.attrArn });
  return stackAware(provider.stack, provider.attrArn, providerArn(provider.stack));
}

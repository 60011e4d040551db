import { SecretValue, Stack } from 'aws-cdk-lib';
import { CfnUserPoolIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ListBackupAppClientOptions } from './app-client-options';
import { ListBackupIdentityProvider } from './identity-provider';
import { STANDARD_ATTRIBUTES, VERIFIED_ATTRIBUTES } from './user-attributes';
import { claimLogicalId } from '../conventions';
import { refuse } from '../validation/invalid';
import { requireAttribute, requireList } from '../validation/values';

/** Makes what the options name, to be there before the app client that lists them. */
export function identityProviders(scope: Construct, userPoolId: string, options: ListBackupAppClientOptions): CfnUserPoolIdentityProvider[] {
  requireList('identityProviders', options.identityProviders, '[ListBackupIdentityProvider.google(…)]');
  const taken = new Set<string>();
  return (options.identityProviders ?? []).map((provider) => {
    requireAttribute('identityProviders', provider ?? null, '_row', 'a ListBackupIdentityProvider', 'ListBackupIdentityProvider.google(…)');
    const logicalId = `CognitoIdentityProvider${provider.providerName.replace(/-/g, '')}`;
    if (taken.has(logicalId)) refuse('identityProviders', provider.providerName, 'Each provider has a name of its own, hyphens aside.', '"Okta" and "Entra"');
    taken.add(logicalId);
    requireMapping(provider, options.clientWritableAttributes ?? []);
    return create(scope, logicalId, userPoolId, provider);
  });
}

function create(scope: Construct, id: string, userPoolId: string, { _row: row }: ListBackupIdentityProvider): CfnUserPoolIdentityProvider {
  return claimLogicalId(new CfnUserPoolIdentityProvider(scope, id, {
    userPoolId,
    providerName: row.name,
    providerType: row.type,
    providerDetails: row.clientSecret ? { ...row.details, client_secret: secret(scope, row.name, row.clientSecret) } : row.details,
    idpIdentifiers: row.identifiers,
    attributeMapping: row.attributeMapping,
  }), id);
}

/** The text of a secret must not stand in a template, which everyone who may read the stack reads. */
function secret(scope: Construct, name: string, value: SecretValue): string {
  const text = value.unsafeUnwrap();
  const resolved: unknown = Stack.of(scope).resolve(text);
  if (typeof resolved === 'string' && !resolved.startsWith('{{resolve:')) {
    // The value itself is not shown: it would end up in logs.
    refuse(`identity provider ${name}, clientSecret`, '(plain text)', 'A secret is a reference that CloudFormation resolves.', 'SecretValue.secretsManager("listbackup/main/google")');
  }
  return text;
}

/** Cognito writes mapped attributes through the app client: nobody could sign in with one that the client may not write. */
function requireMapping(provider: ListBackupIdentityProvider, writable: readonly string[]): void {
  const known = ['username', ...STANDARD_ATTRIBUTES, ...VERIFIED_ATTRIBUTES, ...writable.map((name) => `custom:${name}`)];
  const unknown = Object.keys(provider._row.attributeMapping).find((attribute) => !known.includes(attribute));
  if (unknown !== undefined) {
    refuse(`identity provider ${provider.providerName}, attributeMapping`, unknown,
      'It maps standard attributes, and custom ones that apps may write; tenant attributes never are.', '"given_name", or clientWritableAttributes: ["companySize"] and "custom:companySize"');
  }
}

import { SecretValue, Stack } from 'aws-cdk-lib';
import { CfnUserPoolIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ListBackupAppClientOptions } from './app-client-options';
import { ListBackupIdentityProvider } from './identity-provider';
import { STANDARD_ATTRIBUTES, VERIFIED_ATTRIBUTES } from './user-attributes';
import { claimLogicalId } from '../conventions';
import { invalid, show } from '../validation/invalid';
import { requireAttribute, requireList } from '../validation/values';

/** Makes what the options name, to be there before the app client that lists them. */
export function identityProviders(scope: Construct, userPoolId: string, options: ListBackupAppClientOptions): CfnUserPoolIdentityProvider[] {
  requireList('identityProviders', options.identityProviders, '[ListBackupIdentityProvider.google(…)]');
  const taken = new Set<string>();
  return (options.identityProviders ?? []).map((provider) => {
    requireAttribute('identityProviders', provider ?? null, '_row', 'a ListBackupIdentityProvider', 'ListBackupIdentityProvider.google(…)');
    const logicalId = `CognitoIdentityProvider${provider.providerName.replace(/-/g, '')}`;
    if (taken.has(logicalId)) invalid('identityProviders', provider.providerName, `can't have two providers named ${show(provider.providerName)}, hyphens aside`, 'For example: "Okta" and "Entra".');
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

/** Returns the reference to a client secret. Rejects plain text: everyone who can read the stack can read its template. */
function secret(scope: Construct, name: string, value: SecretValue): string {
  const text = value.unsafeUnwrap();
  const resolved: unknown = Stack.of(scope).resolve(text);
  if (typeof resolved === 'string' && !resolved.startsWith('{{resolve:')) {
    // The value itself is not shown: it would end up in logs.
    invalid(`identity provider ${name}: clientSecret`, '(plain text)', 'must be a reference that CloudFormation resolves', 'For example: SecretValue.secretsManager("listbackup/main/google").');
  }
  return text;
}

/** Cognito writes mapped attributes through the app client: nobody could sign in with one that the client may not write. */
function requireMapping(provider: ListBackupIdentityProvider, writable: readonly string[]): void {
  const known = ['username', ...STANDARD_ATTRIBUTES, ...VERIFIED_ATTRIBUTES, ...writable.map((name) => `custom:${name}`)];
  const unknown = Object.keys(provider._row.attributeMapping).find((attribute) => !known.includes(attribute));
  if (unknown !== undefined) {
    invalid(`identity provider ${provider.providerName}: attributeMapping`, unknown, 'must map standard attributes, or custom ones in clientWritableAttributes; tenant attributes can\'t be mapped', 'For example: "given_name", or clientWritableAttributes: ["companySize"] and "custom:companySize".');
  }
}

import { SecretValue } from 'aws-cdk-lib';

/** What Cognito is told of a provider. */
export interface ProviderRow {
  readonly name: string;
  readonly type: 'Google' | 'SAML' | 'OIDC';
  readonly details: { readonly [key: string]: string };
  readonly clientSecret?: SecretValue;
  readonly identifiers?: string[];
  readonly attributeMapping: { readonly [attribute: string]: string };
}

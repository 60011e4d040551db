import { SecretValue } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata } from 'aws-cdk-lib/aws-cognito';

/** What every provider may say. */
export interface ListBackupIdentityProviderOptions {
  /**
   * Which of the provider's attributes fill those of the user pool, for example `{ given_name: 'given_name' }`. A custom attribute is
   * written `custom:companySize` and must be among `clientWritableAttributes`.
   *
   * @default - `email` and `name`, which the pool needs, and for Google `email_verified`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: { [attribute: string]: string };
}

/**
 * People's Google accounts.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html
 */
export interface ListBackupGoogleProviderProps extends ListBackupIdentityProviderOptions {
  /** The ID of the OAuth client that Google made for the app. */
  readonly clientId: string;

  /** Its secret: a reference into Secrets Manager, never plain text. */
  readonly clientSecret: SecretValue;

  /**
   * What the app asks Google for.
   *
   * @default - `openid`, `email` and `profile`
   */
  readonly scopes?: string[];
}

/**
 * A company's SAML 2.0 provider.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
 */
export interface ListBackupSamlProviderProps extends ListBackupIdentityProviderOptions {
  /** 3 to 32 letters, digits and hyphens, starting with a letter. */
  readonly name: string;

  /** The provider's metadata: a URL, which Cognito reads again from time to time, or a document. */
  readonly metadata: UserPoolIdentityProviderSamlMetadata;

  /**
   * Whether signing out here signs out there too.
   *
   * @default false
   */
  readonly signOut?: boolean;

  /**
   * Other names of the provider, such as a company's domain: the hosted UI finds it by them.
   *
   * @default - none
   */
  readonly identifiers?: string[];
}

/**
 * An OpenID Connect provider.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html
 */
export interface ListBackupOidcProviderProps extends ListBackupIdentityProviderOptions {
  /** 3 to 32 letters, digits and hyphens, starting with a letter. */
  readonly name: string;

  /** The ID of the client that the provider made for the app. */
  readonly clientId: string;

  /** Its secret: a reference into Secrets Manager, never plain text. */
  readonly clientSecret: SecretValue;

  /** The provider's issuer: an `https` URL. Its endpoints are read from there. */
  readonly issuerUrl: string;

  /**
   * What the app asks the provider for.
   *
   * @default - `openid`, `email` and `profile`
   */
  readonly scopes?: string[];

  /**
   * Other names of the provider, such as a company's domain: the hosted UI finds it by them.
   *
   * @default - none
   */
  readonly identifiers?: string[];
}

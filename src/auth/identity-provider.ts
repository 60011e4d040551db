import { SecretValue } from 'aws-cdk-lib';
import { UserPoolIdentityProviderSamlMetadata, UserPoolIdentityProviderSamlMetadataType } from 'aws-cdk-lib/aws-cognito';
import { requireTexts } from '../validation/constructs';
import { located } from '../validation/located';
import { requireAttribute, requireBoolean, requireObject, requireText } from '../validation/values';

/** Options of every identity provider. */
export interface ListBackupIdentityProviderOptions {
  /**
   * Mapping of the user pool's attributes to the provider's, for example `{ given_name: 'given_name' }`. A custom attribute is written
   * `custom:companySize` and must be among `clientWritableAttributes`.
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
   * OAuth scopes that the app requests from Google.
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
   * Also signs users out of the provider when they sign out here.
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
   * OAuth scopes that the app requests from the provider.
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

/** Properties of an identity provider in Cognito. */
export interface ProviderRow {
  readonly name: string;
  readonly type: 'Google' | 'SAML' | 'OIDC';
  readonly details: { readonly [key: string]: string };
  readonly clientSecret?: SecretValue;
  readonly identifiers?: string[];
  readonly attributeMapping: { readonly [attribute: string]: string };
}

/** Google answers in the claims of OpenID Connect, as other such providers do. */
const OPENID_MAPPING = { email: 'email', name: 'name' };
const GOOGLE_MAPPING = { ...OPENID_MAPPING, email_verified: 'email_verified' };
const SAML_CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const SAML_MAPPING = { email: `${SAML_CLAIMS}/emailaddress`, name: `${SAML_CLAIMS}/name` };
const OPENID_SCOPES = ['openid', 'email', 'profile'];

/**
 * Another place where people can sign in. Cognito creates a user of the pool for each of them.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 *
 * @example
 * new ListBackupAuth(this, 'Auth', {
 *   stage: ListBackupStage.DEV,
 *   identityProviders: [
 *     ListBackupIdentityProvider.google({
 *       clientId: '1234567890-abc.apps.googleusercontent.com',
 *       clientSecret: SecretValue.secretsManager('listbackup/dev/google-oauth', { jsonField: 'clientSecret' }),
 *     }),
 *   ],
 * });
 */
@located
export class ListBackupIdentityProvider {
  /**
   * People's Google accounts.
   *
   * @param props the OAuth client that Google made for the app.
   * @throws when a value is invalid.
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html
   */
  public static google(props: ListBackupGoogleProviderProps): ListBackupIdentityProvider {
    requireProps('Google', props);
    requireClient('Google', props);
    return new ListBackupIdentityProvider({
      name: 'Google',
      type: 'Google',
      details: { client_id: props.clientId, authorize_scopes: scopes(props) },
      clientSecret: props.clientSecret,
      attributeMapping: { ...GOOGLE_MAPPING, ...props.attributeMapping },
    });
  }

  /**
   * A company's SAML 2.0 provider.
   *
   * @param props its name and metadata.
   * @throws when a value is invalid.
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
   */
  public static saml(props: ListBackupSamlProviderProps): ListBackupIdentityProvider {
    requireProps('SAML', props);
    requireProviderName(props.name);
    requireBoolean(`identity provider ${props.name}: signOut`, props.signOut);
    requireMetadata(props.name, props.metadata);
    const metadata = props.metadata.metadataType === UserPoolIdentityProviderSamlMetadataType.URL ? 'MetadataURL' : 'MetadataFile';
    return new ListBackupIdentityProvider({
      name: props.name,
      type: 'SAML',
      details: { [metadata]: props.metadata.metadataContent, IDPSignout: String(props.signOut ?? false) },
      identifiers: props.identifiers,
      attributeMapping: { ...SAML_MAPPING, ...props.attributeMapping },
    });
  }

  /**
   * An OpenID Connect provider.
   *
   * @param props its name and issuer, and the client that it made for the app.
   * @throws when a value is invalid.
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html
   */
  public static oidc(props: ListBackupOidcProviderProps): ListBackupIdentityProvider {
    requireProps('OIDC', props);
    requireProviderName(props.name);
    requireClient(props.name, props);
    requireText(`identity provider ${props.name}: issuerUrl`, props.issuerUrl ?? '', /^https:\/\/[^/\s]+[^\s]*$/, 'must be an https URL', 'For example: "https://login.example.com".');
    return new ListBackupIdentityProvider({
      name: props.name,
      type: 'OIDC',
      details: { client_id: props.clientId, oidc_issuer: props.issuerUrl, authorize_scopes: scopes(props), attributes_request_method: 'GET' },
      clientSecret: props.clientSecret,
      identifiers: props.identifiers,
      attributeMapping: { ...OPENID_MAPPING, ...props.attributeMapping },
    });
  }

  /** The provider's name, as apps pass it to the hosted UI as `identity_provider`. */
  public readonly providerName: string;

  /** @internal */
  public readonly _row: ProviderRow;

  private constructor(row: ProviderRow) {
    this.providerName = row.name;
    this._row = row;
  }
}

function scopes(props: { readonly scopes?: string[] }): string {
  return (props.scopes ?? OPENID_SCOPES).join(' ');
}

type OptionsOfAny = ListBackupIdentityProviderOptions & { readonly identifiers?: string[]; readonly scopes?: string[] };

function requireProps(kind: string, props: OptionsOfAny): void {
  const what = `identity provider ${kind}`;
  requireObject(what, props ?? null, 'must be the provider\'s props', 'For example: { clientId: …, clientSecret: … }.');
  requireObject(`${what}: attributeMapping`, props.attributeMapping, 'must be a map from the pool\'s attributes to the provider\'s', 'For example: { given_name: "given_name" }.');
  for (const [attribute, claim] of Object.entries(props.attributeMapping ?? {})) {
    requireText(`${what}: attributeMapping.${attribute}`, claim, /^\S+$/, 'must be the name of a claim', 'For example: "given_name".');
  }
  requireTexts(`${what}: identifiers`, props.identifiers, '["example.com"]');
  requireTexts(`${what}: scopes`, props.scopes, '["openid", "email"]');
}

function requireProviderName(name: string): void {
  requireText('identity provider: name', name ?? '', /^(?!(COGNITO|Google|Facebook|SignInWithApple|LoginWithAmazon)$)[A-Za-z][A-Za-z0-9-]{2,31}$/, 'must have 3 to 32 letters, digits and hyphens, start with a letter, and be none of Cognito\'s own names', 'For example: "Okta".');
}

function requireClient(name: string, props: { readonly clientId: string; readonly clientSecret: SecretValue }): void {
  const what = `identity provider ${name}`;
  requireText(`${what}: clientId`, props.clientId ?? '', /^\S+$/, 'must be the ID that the provider gave the app', 'For example: "1234.apps.googleusercontent.com".');
  // Text in its place is a secret, which must not end up in logs.
  const secret: unknown = typeof props.clientSecret === 'string' ? '(plain text)' : props.clientSecret;
  requireAttribute(`${what}: clientSecret`, secret ?? null, 'unsafeUnwrap', 'a SecretValue', 'SecretValue.secretsManager("listbackup/main/google")');
}

function requireMetadata(name: string, metadata: UserPoolIdentityProviderSamlMetadata): void {
  requireAttribute(`identity provider ${name}: metadata`, metadata ?? null, 'metadataContent', 'SAML metadata', 'UserPoolIdentityProviderSamlMetadata.url("https://login.example.com/metadata")');
}

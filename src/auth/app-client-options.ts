import { Duration } from 'aws-cdk-lib';
import { ListBackupIdentityProvider } from './identity-provider';

/**
 * Sign-in options of an app.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
 */
export interface ListBackupAppClientOptions {
  /**
   * URLs to which the hosted UI can redirect a user after sign-in: `https` URLs, at most 100. They replace the stage's web origin.
   * `localhostCallbacks` adds its own.
   *
   * @default - `/callback` below the stage's web origin, for example `https://main.listbackup.ai/callback`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html
   */
  readonly callbackUrls?: string[];

  /**
   * URLs to which the hosted UI can redirect a user after sign-out: `https` URLs, at most 100. They replace the stage's web origin.
   * `localhostCallbacks` adds its own.
   *
   * @default - `/login` below the stage's web origin, for example `https://main.listbackup.ai/login`
   */
  readonly logoutUrls?: string[];

  /**
   * Adds `http://localhost:3000` to the callback and logout URLs, and allows other URLs on localhost. In a production stage, synthesis
   * warns of it (`listbackup-infrastructure:productionLocalhostCallback`).
   *
   * @default - in development only
   */
  readonly localhostCallbacks?: boolean;

  /**
   * Lets the hosted UI return tokens in the URL (the implicit grant) in addition to codes.
   *
   * @default - true, as apps of today use it; with `security` HARDENED false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html
   */
  readonly implicitFlow?: boolean;

  /**
   * Validity of an access token: 5 minutes to 1 day, and at most that of the refresh token.
   *
   * @default - 24 hours; with `security` HARDENED 1 hour
   */
  readonly accessTokenValidity?: Duration;

  /**
   * Validity of an ID token: 5 minutes to 1 day, and at most that of the refresh token.
   *
   * @default - 24 hours; with `security` HARDENED 1 hour
   */
  readonly idTokenValidity?: Duration;

  /**
   * Validity of a refresh token: 1 hour to 3650 days.
   *
   * @default - 30 days; with `security` HARDENED 1 day
   */
  readonly refreshTokenValidity?: Duration;

  /**
   * Attributes of `customAttributes` that users can change through an app, by name without `custom:`. Tenant attributes are never among
   * them.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
   */
  readonly clientWritableAttributes?: string[];

  /**
   * Other places where people can sign in, such as Google or a company's SAML or OpenID Connect provider.
   *
   * @default - only the user pool
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
   */
  readonly identityProviders?: ListBackupIdentityProvider[];
}

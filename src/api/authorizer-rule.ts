/**
 * Who may call a route. Without groups and scopes: everyone who has signed in.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export interface ListBackupAuthorizerRule {
  /**
   * Groups of which the user must be in one, by name.
   *
   * @default - any user
   */
  readonly groups?: string[];

  /**
   * Scopes of which the token must have one.
   *
   * @default - none are asked for
   */
  readonly scopes?: string[];

  /**
   * Whether no token is asked for, and only the edge's secret is checked. Needs `edgeSecret`; excludes groups and scopes.
   *
   * @default false
   */
  readonly anonymous?: boolean;
}

import { RemovalPolicy } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { ListBackupAuthorizerOptions } from './authorizer-options';
import { ListBackupFromStageProps } from '../exports';
import { ListBackupStage } from '../stage';

/** Options of a stage's HTTP API. */
export interface ListBackupApiOptions extends ListBackupAuthorizerOptions {
  /**
   * The zone of the stage's web origin, `https://{stage}.{domainName}`.
   *
   * @default - the hosted zone's name, or `listbackup.ai` without one
   */
  readonly domainName?: string;

  /**
   * Origins whose pages can call the API. `*` is only for development, and can't be combined with `corsCredentials`.
   *
   * @default - `https://{stage}.{domainName}` and `https://{stage}.app.{domainName}`; in `main` also `https://{domainName}` and
   * `https://app.{domainName}`; in development also `http://localhost:3000`
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  readonly corsOrigins?: string[];

  /**
   * Lets pages of `corsOrigins` send cookies.
   *
   * @default false - tokens come in the `Authorization` header
   */
  readonly corsCredentials?: boolean;

  /**
   * Maximum sustained rate of requests per second: 1 to 10000, which is AWS's limit for an account in a region.
   *
   * @default 1000
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   */
  readonly throttlingRateLimit?: number;

  /**
   * Maximum number of requests that the API accepts in a burst above that rate: 1 to 5000.
   *
   * @default 500
   */
  readonly throttlingBurstLimit?: number;

  /**
   * Turns on CloudWatch metrics per route, at a price per metric.
   *
   * @default false
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
   */
  readonly detailedMetrics?: boolean;

  /**
   * The host at which the API is reached, below the hosted zone and covered by the certificate.
   *
   * @default - `{stage}.api.{zoneName}`
   */
  readonly customDomainName?: string;

  /**
   * Also serves the API at `api.{zoneName}`. Only for production stages with a hosted zone. Requires `apexCertificate`.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;

  /**
   * Set to true if the edge is in front of the API. The API then also gets the host `{stage}-origin.api.{zoneName}` and leaves the DNS
   * records of its other hosts, which stay, to the edge. Requires a hosted zone.
   *
   * @default false
   */
  readonly behindEdge?: boolean;

  /**
   * Creates the DNS records of the API's hosts here. The record of the origin's host is always created here. To move the records to the
   * edge, deploy twice: first with `behindEdge` and `dnsRecords: true`, then without `dnsRecords`, after which the edge creates them.
   *
   * @default - true; false behind the edge, which creates them
   */
  readonly dnsRecords?: boolean;

  /**
   * Keeps the API's own host `{id}.execute-api.{region}.amazonaws.com` available.
   *
   * @default - true; false with `edgeSecret`, because only the edge can call the API then
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html
   */
  readonly executeApiEndpoint?: boolean;

  /**
   * Removal policy of the API and its log groups when they leave the stack. A new API would get a new ID, which services read.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Customer-managed key for logs and the authorizer. If this app owns the key, its policy allows CloudWatch Logs to use it.
   *
   * @default - keys that AWS owns; with `security` HARDENED the service's own key
   */
  readonly encryptionKey?: IKey;
}

/** The HTTP API of a stage. */
export interface ListBackupApiProps extends ListBackupApiOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** The user pool that issues the tokens, in the API's region. */
  readonly userPool: IUserPool;

  /** The client that the tokens are issued to. */
  readonly userPoolClient: IUserPoolClient;

  /**
   * Route 53 zone of the API's hosts. It must belong to the account of the stack.
   *
   * @default - no host and no DNS record of its own: the API's URL is at `{id}.execute-api.{region}.amazonaws.com`
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * Certificate for `*.api.{zoneName}`, in the API's region. Required with a hosted zone.
   *
   * @default - none
   */
  readonly certificate?: ICertificate;

  /**
   * Certificate for `api.{zoneName}`, in the API's region. Required if the apex is on.
   *
   * @default - none
   */
  readonly apexCertificate?: ICertificate;
}

/** The API that another app or stack has deployed for a stage, and what routes on it need. */
export interface ListBackupApiFromStageProps extends ListBackupFromStageProps, ListBackupAuthorizerOptions {
  /**
   * The user pool that issues the tokens, for routes that name groups.
   *
   * @default - the stage's, by the same lookup
   */
  readonly userPool?: IUserPool;

  /**
   * The client that the tokens are issued to, for routes that name groups.
   *
   * @default - the stage's, by the same lookup
   */
  readonly userPoolClient?: IUserPoolClient;

  /**
   * The customer-managed key of what the API was deployed with, for authorizers in stacks of their own.
   *
   * @default - none, or with `security` HARDENED the API's own, by the same lookup
   */
  readonly encryptionKey?: IKey;
}

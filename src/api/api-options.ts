import { RemovalPolicy } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { ListBackupAuthorizerOptions } from './authorizer-options';
import { ListBackupFromStageProps } from '../exports';
import { ListBackupStage } from '../stage';

/** What can be chosen for the HTTP API of a stage. */
export interface ListBackupApiOptions extends ListBackupAuthorizerOptions {
  /**
   * The zone of the stage's web origin, `https://{stage}.{domainName}`.
   *
   * @default - the hosted zone's name, or `listbackup.ai` without one
   */
  readonly domainName?: string;

  /**
   * The origins whose pages may call the API. `*` is for development only, and never together with `corsCredentials`.
   *
   * @default - `https://{stage}.{domainName}` and `https://{stage}.app.{domainName}`; in `main` also `https://{domainName}` and
   * `https://app.{domainName}`; in development also `http://localhost:3000`
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  readonly corsOrigins?: string[];

  /**
   * Whether those pages may send cookies.
   *
   * @default false - tokens come in the `Authorization` header
   */
  readonly corsCredentials?: boolean;

  /**
   * How many requests a second the API takes in the long run, 1 to 10000: what AWS gives a whole account in a region.
   *
   * @default 1000
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   */
  readonly throttlingRateLimit?: number;

  /**
   * How many requests the API takes at once before the rate counts, 1 to 5000.
   *
   * @default 500
   */
  readonly throttlingBurstLimit?: number;

  /**
   * Whether CloudWatch has metrics for each route, at a price for each.
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
   * Whether the API is also reached at `api.{zoneName}` itself. For production stages with a hosted zone; needs `apexCertificate`.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;

  /**
   * Whether the edge stands in front of the API. The API then is also reached at `{stage}-origin.api.{zoneName}`, and leaves the DNS
   * records of its other hosts to the edge; the hosts themselves stay. Needs a hosted zone.
   *
   * @default false
   */
  readonly behindEdge?: boolean;

  /**
   * Whether the DNS records of the API's hosts are made here. Behind the edge the origin's own always are. Moving them to the edge is two
   * deployments: one with `behindEdge` and the records still here, then one without, after which the edge makes them.
   *
   * @default - not behind the edge, which makes them
   */
  readonly dnsRecords?: boolean;

  /**
   * Whether the API can be reached at its own host `{id}.execute-api.{region}.amazonaws.com`, too.
   *
   * @default - not where `edgeSecret` says that only the edge may call
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html
   */
  readonly executeApiEndpoint?: boolean;

  /**
   * What becomes of the API and its log groups when they leave the stack. A new API would have a new ID, and services read it.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A customer-managed key for logs and the authorizer. Its policy admits CloudWatch Logs where the key belongs to this app.
   *
   * @default - keys that AWS owns; with `security` HARDENED a key of the service's own
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
   * The Route 53 zone below which the API's hosts stand. It belongs to the account of the stack.
   *
   * @default - no host of its own and no DNS record: the API is reached at `{id}.execute-api.{region}.amazonaws.com`
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * The certificate for `*.api.{zoneName}`, in the API's region. A hosted zone needs it.
   *
   * @default - none
   */
  readonly certificate?: ICertificate;

  /**
   * The certificate for `api.{zoneName}` itself, in the API's region. The apex needs it.
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

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, ILayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { NODE_RUNTIME } from '../conventions';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/**
 * Runtime of a function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 *
 * @example
 * new ListBackupFunction(this, 'GetUsers', {
 *   stage: ListBackupStage.DEV,
 *   runtime: ListBackupRuntime.GO,
 *   code: lambda.Code.fromAsset('dist/get-users'),
 * });
 */
export class ListBackupRuntime {
  /**
   * Go on Amazon Linux 2023 (`provided.al2023`). The code is an executable called `bootstrap`, built for Linux on arm64:
   * `GOOS=linux GOARCH=arm64 go build -o dist/bootstrap`.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/golang-package.html
   */
  public static readonly GO = new ListBackupRuntime(Runtime.PROVIDED_AL2023, 'bootstrap');

  /**
   * Node.js 24, the current release with long-term support. The code is JavaScript; the default handler is `handler` of `index.js`.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
   */
  public static readonly NODEJS = new ListBackupRuntime(NODE_RUNTIME, 'index.handler');

  /**
   * Python 3.14. The code is a folder or ZIP file that holds its packages, too; the default handler is `handler` of `index.py`.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
   */
  public static readonly PYTHON = new ListBackupRuntime(Runtime.PYTHON_3_14, 'index.handler');

  /** The runtime as CDK knows it. */
  public readonly lambdaRuntime: Runtime;

  /** Handler of functions whose props set no `handler`. */
  public readonly defaultHandler: string;

  private constructor(lambdaRuntime: Runtime, defaultHandler: string) {
    this.lambdaRuntime = lambdaRuntime;
    this.defaultHandler = defaultHandler;
  }
}

/**
 * Settings that functions of one service mostly share.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
 */
export interface ListBackupFunctionSettings extends ListBackupSecurityOptions {
  /**
   * The memory in MB, by which Lambda also gives CPU: 128 to 10240.
   *
   * @default 1024
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
   */
  readonly memorySize?: number;

  /**
   * Timeout of the function: 1 second to 15 minutes. Behind an HTTP API, callers wait at most 30 seconds. For a function that consumes a
   * queue, it must not exceed the queue's visibility timeout. Synthesis warns if that timeout isn't at least six times longer
   * (`listbackup-infrastructure:timeoutNearVisibility`).
   *
   * @default - 30 seconds; for a function that consumes queues 5 minutes, or the shortest visibility timeout of its queues if that is less
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   */
  readonly timeout?: Duration;

  /**
   * More environment variables. `STAGE`, `DYNAMODB_TABLE_PREFIX` and the variables of the resources that the function uses are set
   * automatically. All variables together can have at most 4 KB.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
   */
  readonly environment?: { [name: string]: string };

  /**
   * Other names for variables that `useTable` and the like set, by the name they have otherwise: `{ USERS_TABLE: 'USERS_TABLE_NAME' }`.
   *
   * @default - the names that the services read
   */
  readonly environmentNames?: { [name: string]: string };

  /**
   * Customer-managed key for the environment variables and the logs. The function gets permission to decrypt with it. If this app owns the
   * key, its policy allows CloudWatch Logs to use it.
   *
   * @default - keys that AWS owns, at no cost; with `security` HARDENED one key for the service's functions in the stack
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
   */
  readonly encryptionKey?: IKey;

  /**
   * Retention of the logs.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   */
  readonly logRetention?: RetentionDays;

  /**
   * Removal policy of the log group and of published versions when they leave the stack.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Publishes a numbered version, which is one more resource in the stack, whenever code or configuration change. Earlier versions then
   * stay available. Retained versions count towards the account's 75 GB of code per region.
   *
   * @default true
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
   */
  readonly versions?: boolean;

  /**
   * Permissions boundary of the function's role.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Other stages whose tables, queues, buckets, buses, APIs and pools the function can use. Handles of any stage that isn't listed are
   * refused.
   *
   * @default - none: the function only uses resources of its own stage
   */
  readonly otherStages?: ListBackupStage[];

  /**
   * The processor. A Go program must be built for it.
   *
   * @default Architecture.ARM_64
   * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
   */
  readonly architecture?: Architecture;

  /**
   * Layers, at most 5.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
   */
  readonly layers?: ILayerVersion[];

  /**
   * Network in which the function runs. It needs a route to AWS's services, such as a NAT gateway or VPC endpoints.
   *
   * @default - AWS's own network, with access to the internet
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the network.
   *
   * @default - its private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups in the network: 1 to 5.
   *
   * @default - the function's own security group, which allows all outgoing and no incoming traffic
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * Options of one function, wherever it belongs.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
 */
export interface ListBackupFunctionOwnOptions extends ListBackupFunctionSettings {
  /**
   * Full name of the function, for one that already exists under another pattern: 1 to 64 letters, digits, `_` and `-`.
   *
   * @default - `{service}-{stage}-{name}`
   */
  readonly functionName?: string;

  /**
   * Description of the function: at most 256 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The file and its export that Lambda calls: `{file}.{export}` for Node.js, `{module}.{function}` for Python. A Go function is the
   * executable `bootstrap`. Synthesis refuses a handler that a folder or ZIP file of code doesn't hold.
   *
   * @default - `index.handler`; for Go `bootstrap`
   */
  readonly handler?: string;

  /**
   * Maximum number of concurrent instances of the function, reserved so that other functions of the account can't use them. 0 turns the
   * function off.
   *
   * @default - as many as the account has available
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  readonly reservedConcurrency?: number;

  /**
   * Number of instances that Lambda keeps ready, at a price per hour: 1 or more, and at most `reservedConcurrency`. They serve the alias
   * `live` of the newest version. Queues, events and the API's routes call this alias automatically. For other callers, use `entryPoint`.
   *
   * @default - none: a copy starts when it is needed
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   */
  readonly provisionedConcurrency?: number;

  /**
   * The space in `/tmp` in MB: 512 to 10240.
   *
   * @default 512
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
   */
  readonly ephemeralStorageSize?: number;

  /**
   * Role of the function, which gets the grants of its uses. Can't be combined with `permissionsBoundary`.
   *
   * @default - the function's own role
   */
  readonly role?: IRole;
}

/** Options of a function that belongs to no `ListBackupService`. */
export interface ListBackupFunctionOptions extends ListBackupFunctionOwnOptions {
  /**
   * The end of the function's name, `{service}-{stage}-{name}`: 1 to 32 letters, digits and underscores, beginning with a letter.
   *
   * @default - the construct's id, beginning with a small letter: `GetUsers` becomes `getUsers`
   */
  readonly name?: string;

  /**
   * The service that owns the function: the beginning of its name and of its exports, and the `Service` tag.
   *
   * @default 'listbackup-api'
   */
  readonly service?: string;

  /**
   * Uses the logical IDs of Serverless 3, so that a function deployed with it is updated in place: `usersGetMe` becomes
   * `UsersGetMeLambdaFunction`.
   *
   * @default false
   * @see https://www.serverless.com/framework/docs/providers/aws/guide/resources
   */
  readonly fromServerless?: boolean;
}

/** A function under the ListBackup conventions. */
export interface ListBackupFunctionProps extends ListBackupFunctionOptions {
  /** The stage: it decides the name and every default. */
  readonly stage: ListBackupStage;

  /** Runtime of the function. */
  readonly runtime: ListBackupRuntime;

  /**
   * The code: built by `ListBackupCode`, or already built as a folder or ZIP file (`lambda.Code.fromAsset`) or an object in a bucket.
   * For Node.js and Python also a few lines in the template (`lambda.Code.fromInline`).
   */
  readonly code: Code;
}

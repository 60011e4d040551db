import { Code } from 'aws-cdk-lib/aws-lambda';
import { ListBackupPayloadFormat } from '../catalogue/payload-format';
import { ListBackupLookup } from '../exports';
import { ListBackupFunctionOwnOptions, ListBackupFunctionSettings, ListBackupRuntime } from '../functions/function-options';
import { IListBackupApi } from '../handles';
import { ListBackupStage } from '../stage';

/**
 * A service, and the settings that its functions share.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
 */
export interface ListBackupServiceProps extends ListBackupFunctionSettings {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** The service's name, with which the names of its functions, exports and stack begin: `listbackup-users`. */
  readonly service: string;

  /**
   * Runtime of functions that set none.
   *
   * @default - each function sets its own
   */
  readonly runtime?: ListBackupRuntime;

  /**
   * Code of functions that set none, for example one bundle with all handlers.
   *
   * @default - each function sets its own
   */
  readonly code?: Code;

  /**
   * The API that `route` adds routes to.
   *
   * @default - the stage's API, found by `lookup` when the first route is added
   */
  readonly api?: IListBackupApi;

  /**
   * Lookup that finds the stage's API if `api` isn't given.
   *
   * @default ListBackupLookup.exports()
   */
  readonly lookup?: ListBackupLookup;

  /**
   * The payload format of routes that name none.
   *
   * @default ListBackupPayloadFormat.V2
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  readonly payloadFormat?: ListBackupPayloadFormat;

  /**
   * Passes flat `userId`, `accountId`, `email` and `groups` to the functions of all routes that don't set `userContext` themselves. For
   * details, see the route's option.
   *
   * @default false
   */
  readonly userContext?: boolean;

  /**
   * Uses the logical IDs of Serverless 3, so that the stack of a service deployed with it is updated in place: functions, log groups,
   * mappings, scheduled rules, and one role `IamRoleLambdaExecution` for all functions. A stack can hold one such service.
   *
   * @default false - IDs follow the conventions, and each function has a role of its own
   * @see https://www.serverless.com/framework/docs/providers/aws/guide/resources
   */
  readonly fromServerless?: boolean;
}

/**
 * A function of a service. What is left out is as the service has it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
 */
export interface ListBackupServiceFunctionOptions extends ListBackupFunctionOwnOptions {
  /**
   * The language of the function.
   *
   * @default - the service's
   */
  readonly runtime?: ListBackupRuntime;

  /**
   * The function's code.
   *
   * @default - the service's
   */
  readonly code?: Code;
}

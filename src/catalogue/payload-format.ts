/**
 * The format in which API Gateway hands a request to a function.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export enum ListBackupPayloadFormat {
  /** The format of REST APIs: `httpMethod`, `path`, `requestContext.authorizer.claims`. */
  V1 = '1.0',

  /** The format of HTTP APIs: `requestContext.http`, `rawPath`, `requestContext.authorizer.jwt.claims`. */
  V2 = '2.0',
}

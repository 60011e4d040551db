import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NODE_RUNTIME } from '../conventions';

/** What a function is written in. */
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

  /** The runtime as CDK knows it. */
  public readonly lambdaRuntime: Runtime;

  /** What is called where the function's props name no handler. */
  public readonly defaultHandler: string;

  private constructor(lambdaRuntime: Runtime, defaultHandler: string) {
    this.lambdaRuntime = lambdaRuntime;
    this.defaultHandler = defaultHandler;
  }
}

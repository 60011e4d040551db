import { Runtime } from 'aws-cdk-lib/aws-lambda';

/** The current release of Node.js with long-term support, on which the library's own functions run. */
export const NODE_RUNTIME = Runtime.NODEJS_24_X;

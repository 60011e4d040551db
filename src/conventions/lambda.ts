import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Runtime } from 'aws-cdk-lib/aws-lambda';

/** The current release of Node.js with long-term support, on which the library's own functions run. */
export const NODE_RUNTIME = Runtime.NODEJS_24_X;

/** The folder of the package, wherever in it this code runs: in `src/`, or in the one file that is published. */
export function packageRoot(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package, wherever in it this code runs: in `src/`, or in the one file that is published. */
export function packageRoot(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

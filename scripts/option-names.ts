/**
 * The names of all options, from the assembly that jsii wrote, for `src/validation/options.ts`: which parameters of the API are options, which
 * options there are, and which of those hold options themselves.
 * usage: npx projen option-names
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionTable } from './option-names/table';

const root = join(__dirname, '..');
writeFileSync(join(root, 'src/validation/options.json'), `${JSON.stringify(optionTable(root), undefined, 1)}\n`);

/**
 * The names of all options, from the assembly that jsii wrote, for `src/validation/options.ts`: which parameters of the API are options, which
 * options there are, and which of those hold options themselves; and the same for the CDK's structs among them.
 * usage: npx projen option-names
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cdkOptions, optionTable } from './option-names/table';

const root = join(__dirname, '..');
const cdk = cdkOptions(root, dirname(require.resolve('aws-cdk-lib/package.json')));
const write = (file: string, content: object): void => writeFileSync(join(root, 'src/validation', file), `${JSON.stringify(content, undefined, 1)}\n`);
write('cdk-options.json', cdk);
write('options.json', optionTable(root, cdk));

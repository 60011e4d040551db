/**
 * Writes what the library acknowledges of cdk-nag, by logical ID, from the reasons of `examples/security` and what cdk-nag reports of that app.
 * usage: npx projen acknowledgements
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acknowledgedTable } from './acknowledgements/table';

writeFileSync(join(__dirname, '../src/infrastructure/acknowledged.json'), `${JSON.stringify(acknowledgedTable(), undefined, 1)}\n`);

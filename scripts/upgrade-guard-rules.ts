// Writes the rule table that the library carries from the specification data that `listbackup plan` judges by.
// usage: npx projen upgrade-guard:rules
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardTableText } from '../cli/src/plan/rules/guard-table';

writeFileSync(join(__dirname, '../src/upgrade-guard/stateful-types.json'), guardTableText());

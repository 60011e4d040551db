// Gives the command the library's version: what is released together has one.
const { chmodSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const file = join(ROOT, 'cli', 'package.json');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const text = readFileSync(file, 'utf8');

// projen writes the file for reading only.
chmodSync(file, 0o644);
writeFileSync(file, text.replace(/^( {2}"version": ")[^"]*(",?)$/m, `$1${version}$2`));

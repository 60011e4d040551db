// Lets the examples import `listbackup-infrastructure` from this checkout, as they would from the registry.
const { mkdirSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');

const modules = join(__dirname, '..', 'examples', 'node_modules');
mkdirSync(modules, { recursive: true });
try {
  symlinkSync(join('..', '..'), join(modules, 'listbackup-infrastructure'), 'junction');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
}

// Workflows, read by the current actionlint, which Go fetches and checks against its checksum database. The unit tests take an older one, which needs no Go.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { run } = require('./run');

const ROOT = join(__dirname, '..', '..');
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

/** This repository's own, and those that a user copies. */
const FOLDERS = ['.github/workflows', 'examples/delivery/.github/workflows'];

/** @returns the number of workflows read; throws with what actionlint says of them */
function lintWorkflows() {
  const files = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yml')).map((name) => join(ROOT, folder, name)));
  // Away from the Go example, whose module would be asked for the tool. Whether shellcheck or pyflakes is at hand differs between machines.
  run(['go', 'run', ACTIONLINT, '-oneline', '-no-color', '-shellcheck=', '-pyflakes=', ...files], { cwd: ROOT });
  return files.length;
}

module.exports = { lintWorkflows };

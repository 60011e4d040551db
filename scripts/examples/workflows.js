// The workflows of this repository, read by actionlint, which Go fetches and checks against its checksum database.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { run } = require('./run');

const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';
const WORKFLOWS = join(__dirname, '..', '..', '.github', 'workflows');

/** @returns the number of workflows read; throws with what actionlint says of them */
function lintWorkflows() {
  const files = readdirSync(WORKFLOWS).filter((name) => name.endsWith('.yml')).map((name) => join(WORKFLOWS, name));
  // Whether shellcheck or pyflakes is at hand differs between machines.
  run(['go', 'run', ACTIONLINT, '-shellcheck=', '-pyflakes=', ...files], {});
  return files.length;
}

module.exports = { lintWorkflows };

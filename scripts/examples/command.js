// The packed command in an empty project, on what the packed library synthesized.
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { ARTEFACTS } = require('../artefacts');
const { run } = require('./run');

/** Plans from an assembly to the same one. @returns what the command said */
function planNothing(work, assembly) {
  const cwd = join(work, 'command');
  mkdirSync(cwd);
  run(['npm', 'init', '--yes'], { cwd });
  run(['npm', 'install', '--no-audit', '--no-fund', ARTEFACTS.cli], { cwd });
  return run(['npx', '--no-install', 'listbackup', 'plan', '--from', assembly, '--assembly', assembly], { cwd });
}

module.exports = { planNothing };

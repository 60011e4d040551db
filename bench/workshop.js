// A folder of the run's own, gone when it ends.
const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const app = (name) => join(__dirname, 'apps', name);

function inWorkshop(work) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'listbackup-bench-')));
  try {
    work((...names) => join(folder, ...names));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { app, inWorkshop };

// Installs the peer into a cache of its own: it is no dependency of the package, and what it needs is none either.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** The last of version 3, under the MIT licence. Version 4 wants an account of its maker's. */
const VERSION = '3.40.0';
const CACHE = join(__dirname, '..', 'node_modules', '.cache', 'listbackup-bench');

/** The folder in which `serverless` is installed. */
function installServerless() {
  const folder = join(CACHE, `serverless-${VERSION}`);
  // Written last: a folder without it was not finished.
  const done = join(folder, 'installed');
  if (existsSync(done)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { serverless: VERSION } }));
  const { status, stderr } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`serverless ${VERSION} could not be installed:\n${stderr}`);
  writeFileSync(done, '');
  return folder;
}

module.exports = { installServerless, VERSION };

// All of a release but publishing: the next version, the packages under it, what is in them, and a synthesis with each. Leaves the checkout as it was.
// usage: npx projen release:dry-run
const { spawnSync } = require('node:child_process');
const { readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');

function run(...words) {
  console.log(`\n> ${words.join(' ')}`);
  const { status } = spawnSync(words[0], words.slice(1), { cwd: ROOT, stdio: 'inherit', env: { ...process.env, RELEASE: 'true', MIN_MAJOR: '1' } });
  if (status !== 0) throw new Error(`${words.join(' ')}: exit code ${status}`);
}

try {
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  run('npx', 'projen', 'bump');
  console.log(readFileSync(join(ROOT, 'dist', 'changelog.md'), 'utf8').split('\n').slice(0, 12).join('\n'));
  run('npx', 'projen', 'compile');
  run('npx', 'projen', 'package-all');
  run(process.execPath, 'scripts/examples.js');
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  run('npx', 'projen', 'unbump');
}

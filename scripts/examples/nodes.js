// Other versions of Node.js than the one that runs, from npm's package `node`, which holds the binary of nodejs.org.
const { join } = require('node:path');
const SUPPORTED = require('../node-versions.json');
const { run } = require('./run');

/** @returns the folder of the `node` of that version */
function installNode(work, version) {
  const prefix = join(work, `node-${version}`);
  run(['npm', 'install', '--prefix', prefix, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', `node@${version}`], { cwd: work });
  const bin = join(prefix, 'node_modules', 'node', 'bin');
  const found = run([join(bin, 'node'), '--version'], { cwd: work }).trim();
  if (found !== `v${version}`) throw new Error(`npm's node@${version} is ${found}`);
  return bin;
}

module.exports = { SUPPORTED, installNode };

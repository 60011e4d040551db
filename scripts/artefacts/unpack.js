// Unpacks what a registry would serve, and lists what is in it.
const { mkdirSync, readdirSync } = require('node:fs');
const { join, relative } = require('node:path');
const { run } = require('../examples/run');

/** Python's own, since it is at hand wherever the examples are, and `unzip` is not. */
const UNPACK = { '.tgz': (file, to) => ['tar', '-xzf', file, '-C', to], '.whl': unzip, '.jar': unzip };

function unzip(file, to) {
  return ['python3', '-m', 'zipfile', '-e', file, to];
}

/** @returns the paths of all files, relative to the folder */
function unpack(file, to) {
  mkdirSync(to, { recursive: true });
  run(UNPACK[file.slice(file.lastIndexOf('.'))](file, to), {});
  return filesOf(to);
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

module.exports = { unpack, filesOf };

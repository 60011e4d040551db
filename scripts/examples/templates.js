// Templates of an assembly, and what differs between two sets of them.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { isDeepStrictEqual } = require('node:util');

const SUFFIX = '.template.json';

/** SHA-256 of an asset: the one thing that may differ, since it is part of no contract. */
const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

/** Stack → template. Only asset hashes are masked; the order of an object's keys means nothing, that of a list does. */
function readTemplates(folder) {
  return Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith(SUFFIX)).map((name) => (
    [name.slice(0, -SUFFIX.length), JSON.parse(readFileSync(join(folder, name), 'utf8').replace(ASSET_HASH, 'ASSET_HASH'))]
  )));
}

const isBranch = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The paths at which two values are not the same. */
function differences(one, other, path = '') {
  if (isDeepStrictEqual(one, other)) return [];
  if (!isBranch(one) || !isBranch(other)) return [path];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) => differences(one[key], other[key], path ? `${path}/${key}` : key));
}

module.exports = { readTemplates, differences };

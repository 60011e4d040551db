// Prints what the CDK declares of the structs that standard input names, and of the structs in those. Its declarations are large: they go with this process.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { gunzipSync } = require('node:zlib');

const folder = dirname(require.resolve('aws-cdk-lib/package.json'));
const redirect = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
const { types } = JSON.parse(gunzipSync(readFileSync(join(folder, redirect.filename))));

const leaves = ({ collection, union, fqn }) => (collection ? leaves(collection.elementtype) : union ? union.types.flatMap(leaves) : fqn ? [fqn] : []);
const found = {};
const visit = (fqn) => {
  const type = types[fqn];
  if (fqn in found || !type?.datatype) return;
  const { properties = [], interfaces = [] } = type;
  found[fqn] = { fqn, name: type.name, kind: type.kind, datatype: true, properties, interfaces };
  [...properties.flatMap((property) => leaves(property.type)), ...interfaces].forEach(visit);
};
JSON.parse(readFileSync(0, 'utf8')).forEach(visit);
process.stdout.write(JSON.stringify(found));

// Exits 1 and says where when the templates of two assemblies are not the same, asset hashes aside.
// usage: node scripts/compare-templates.js FOLDER FOLDER
const { readTemplates, differences } = require('./examples/templates');

const [one, other] = process.argv.slice(2).map(readTemplates);
const found = differences(one, other);
if (Object.keys(one).length === 0) found.push('no template');
for (const path of found) console.error(path);
process.exit(found.length === 0 ? 0 : 1);

// Adds up what the test runner itself reported and prints `N passed, N failed` as the last line.
// usage: node scripts/count-tests.js JUNIT_XML ...
const { existsSync, readFileSync } = require('node:fs');

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const root = existsSync(file) && /<testsuites\b[^>]*>/.exec(readFileSync(file, 'utf8'));
  if (!root) {
    console.error(`error: ${file} holds no test report: its suite did not run`);
    failed += 1;
    continue;
  }
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root[0])?.[1] ?? 0);
  const skipped = (readFileSync(file, 'utf8').match(/<skipped\b/g) ?? []).length;
  const bad = count('failures') + count('errors');
  failed += bad;
  passed += count('tests') - bad - skipped;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

// Adds up what the test runner itself reported and prints `N passed, N failed` as the last line.
// usage: node scripts/count-tests.js JUNIT_XML ...
const { existsSync, readFileSync } = require('node:fs');

// Characters of XML 1.0: https://www.w3.org/TR/xml/#charsets
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const report = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const root = /<testsuites\b[^>]*>/.exec(report);
  if (!root) {
    console.error(`error: ${file} holds no test report: its suite did not run`);
    failed += 1;
    continue;
  }
  const [foreign] = NOT_XML.exec(report) ?? [];
  if (foreign !== undefined) {
    const line = report.slice(0, report.indexOf(foreign)).split('\n').length;
    console.error(`error: ${file}:${line}: a test's name holds ${JSON.stringify(foreign)}, which XML forbids, so no other program can read the report`);
    failed += 1;
  }
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root[0])?.[1] ?? 0);
  const skipped = (report.match(/<skipped\b/g) ?? []).length;
  const bad = count('failures') + count('errors');
  failed += bad;
  passed += count('tests') - bad - skipped;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

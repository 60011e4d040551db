// Runs tests with more values than usual, from another seed each time, and says which: a failure can be had again by the same two variables.
// usage: node scripts/reseeded.js SEED_VARIABLE COUNT_VARIABLE COUNT [words for jest]
const { spawnSync } = require('node:child_process');

const [seed, count, most, ...words] = process.argv.slice(2);
const values = { [seed]: process.env[seed] ?? String(Math.floor(Date.now() / 1000)), [count]: process.env[count] ?? most };
console.log(Object.entries(values).map((pair) => pair.join('=')).join(' '));
const { status } = spawnSync('jest', words, { stdio: 'inherit', env: { ...process.env, ...values } });
process.exitCode = status ?? 1;

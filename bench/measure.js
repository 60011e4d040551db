// Runs each variant in turn, several times, each in a process of its own, and returns the medians.
const { spawnSync } = require('node:child_process');

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * @param variants name → words of the command after `node`
 * @param rounds how often each runs, after a round that does not count
 */
function measure(variants, rounds) {
  const samples = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, words] of Object.entries(variants)) {
      const run = spawnSync(process.execPath, words, { encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' } });
      if (run.status !== 0) throw new Error(`${name} failed:\n${run.stderr}`);
      if (round >= 0) samples[name].push(JSON.parse(run.stdout.trim().split('\n').pop()));
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, runs]) => [name, {
    cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
    peakMiB: median(runs.map((run) => run.peakMiB)),
    // Pair by pair, so that a machine whose speed drifts does not shift the figure.
    ratioTo: (other) => median(runs.map((run, at) => run.cpuSeconds / samples[other][at].cpuSeconds)),
  }]));
}

module.exports = { measure };

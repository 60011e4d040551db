// Runs each variant in turn, several times, each in a process of its own, and returns the medians.
const { spawnSync } = require('node:child_process');

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ENV = { ...process.env, CDK_VALIDATION: 'false' };

/** Runs a script with the words after `node`; returns what it wrote. */
function runNode(words, { cwd, env = ENV } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd, env, maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`node ${words.join(' ')} failed:\n${stderr}${stdout}`);
  return stdout;
}

/**
 * @param variants name → words of the command after `node`, or `{ words, cwd, env }`
 * @param rounds how often each runs, after a round that does not count
 */
function measure(variants, rounds) {
  const samples = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, variant] of Object.entries(variants)) {
      const { words, ...where } = Array.isArray(variant) ? { words: variant } : variant;
      const written = runNode(words, where);
      if (round >= 0) samples[name].push(JSON.parse(written.trim().split('\n').pop()));
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, runs]) => [name, {
    cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
    peakMiB: median(runs.map((run) => run.peakMiB)),
    // Pair by pair, so that a machine whose speed drifts does not shift the figure.
    ratioTo: (other) => median(runs.map((run, at) => run.cpuSeconds / samples[other][at].cpuSeconds)),
    /** The cost of each further one relative to the first, for a run that made `count` of them. */
    eachFurther: (one, count) => median(runs.map((run, at) => (run.cpuSeconds / samples[one][at].cpuSeconds - 1) / (count - 1))),
  }]));
}

module.exports = { measure, median, runNode };

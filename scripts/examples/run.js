const { spawnSync } = require('node:child_process');

/** Runs a command to its end; what it printed is shown only when it fails. */
function run(words, { cwd, env = {}, shell = false }) {
  const [command, ...args] = words;
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd, shell, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, ...env },
  });
  if (error || status !== 0) {
    throw new Error([`${words.join(' ')}: ${error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`)}`, stdout, stderr].filter(Boolean).join('\n'));
  }
  return stdout;
}

module.exports = { run };

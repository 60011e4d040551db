// Does what the page for newcomers says, in an empty folder, with the packed artefacts in the place of the registry's.
const { mkdirSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { devDependencies } = require('../../package.json');
const { ARTEFACTS } = require('../artefacts');
const { readGuide, stepsOf } = require('./guide');
const { run } = require('./run');

/** The packages that a newcomer installs from the registry. The page names the newest peers; the oldest must work, too. */
const PACKED = new Map([
  ['listbackup-infrastructure', ARTEFACTS.npm],
  ['listbackup-cli', ARTEFACTS.cli],
  ...['aws-cdk-lib', 'constructs'].map((name) => [name, `${name}@${devDependencies[name]}`]),
]);

function packed(command) {
  if (!command.startsWith('npm install ')) return command;
  return [...command.split(' ').map((word) => PACKED.get(word) ?? word), '--no-audit', '--no-fund'].join(' ');
}

/** @returns how many seconds it took until the stage was deployed to the emulator, and the synthesized stacks */
function walkGuide(work) {
  const start = process.hrtime.bigint();
  const folder = join(work, 'newcomer');
  mkdirSync(folder);
  let cwd = folder;
  let up;
  for (const { command, file, text } of stepsOf(readGuide())) {
    if (file) {
      writeFileSync(join(cwd, file), text);
      continue;
    }
    run([packed(command)], { cwd, shell: true });
    // A folder that a command enters is left with its shell.
    const [, entered] = /&& cd (\S+)/.exec(command) ?? [];
    if (entered) cwd = join(cwd, entered);
    if (command.startsWith('npx listbackup up')) up ??= Number(process.hrtime.bigint() - start) / 1e9;
  }
  const stacks = readdirSync(join(cwd, 'cdk.out')).filter((name) => name.endsWith('.template.json')).map((name) => name.replace('.template.json', ''));
  return { seconds: up, stacks };
}

module.exports = { walkGuide };

// The duration of each phase of `listbackup up` for one stage, as the command prints it. Wall-clock time; it needs what `listbackup up` needs.
const { join } = require('node:path');
const { median, runNode } = require('./measure');
const { table } = require('./table');
const { app } = require('./workshop');

const ROUNDS = Number(process.argv[2] ?? 5);
const STAGES = ['main', 'dev'];
const COMMAND = join(__dirname, '..', 'cli', 'bin', 'listbackup.js');
const ENV = { ...process.env, CDK_VALIDATION: 'false' };

/** `emulator 2.4 s, synthesis 3.5 s, …, in all 9.6 s` */
function phasesIn(output) {
  const line = output.trim().split('\n').findLast((text) => /, in all [\d.]+ s$/.test(text));
  if (line === undefined) throw new Error(`listbackup up printed no phases:\n${output}`);
  return Object.fromEntries(line.split(', ').map((part) => /^(.+) ([\d.]+) s$/.exec(part)).map(([, phase, seconds]) => [phase, Number(seconds)]));
}

const runs = Object.fromEntries(STAGES.map((stage) => [stage, []]));
for (let round = -1; round < ROUNDS; round += 1) {
  for (const stage of STAGES) {
    const output = runNode([COMMAND, 'up', '--app', `${process.execPath} ${app('deployed.js')}`, '--stage', stage], { env: ENV });
    if (round >= 0) runs[stage].push(phasesIn(output));
  }
}
const phases = Object.keys(runs.main[0]);
console.log(table(['`listbackup up`, median', ...phases], STAGES.map((stage) => [
  `stage ${stage}`, ...phases.map((phase) => `${median(runs[stage].map((run) => run[phase])).toFixed(1)} s`),
])));
console.log(`\n${ROUNDS} interleaved rounds after one that makes what is cached; emulator and synthesis run side by side. Node.js ${process.versions.node}`);

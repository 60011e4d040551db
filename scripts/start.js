// `npm start`: the whole infrastructure of stage main, or of the stage that the arguments name, on this machine.
// usage: node scripts/start.js [options of listbackup up]
const { spawnSync } = require('node:child_process');

const given = process.argv.slice(2);
const hasGo = spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;
if (!hasGo) {
  const output = given.includes('--json') ? process.stderr : process.stdout;
  output.write("Go isn't installed, so the function in Go is left out; to run it too, install Go from https://go.dev/dl\n");
}
const app = hasGo
  ? ['--app', 'npx tsx examples/typescript/app-with-go.ts', '--scenario', 'examples/handlers/platform.scenario.json']
  : ['--app', 'npx tsx examples/typescript/app.ts'];
const stage = given.some((word) => /^--stage(=|$)/.test(word)) ? [] : ['--stage', 'main'];
process.argv.splice(2, given.length, 'up', ...app, ...stage, '--scenario', 'examples/handlers/job.scenario.json', ...given);
require('../cli/bin/listbackup.js');

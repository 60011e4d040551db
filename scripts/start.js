// `npm start`: the whole infrastructure of stage main, or of the stage that the arguments name, on this machine.
// usage: node scripts/start.js [options of listbackup up]
const given = process.argv.slice(2);
const stage = given.some((word) => /^--stage(=|$)/.test(word)) ? [] : ['--stage', 'main'];
process.argv.splice(2, given.length, 'up', '--app', 'npx tsx examples/typescript/app.ts', ...stage, '--scenario', 'examples/handlers/job.scenario.json', ...given);
require('../cli/bin/listbackup.js');

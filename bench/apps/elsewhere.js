// Runs a command in another folder. usage: node elsewhere.js FOLDER WORD ...
const { spawnSync } = require('node:child_process');

const [cwd, command, ...args] = process.argv.slice(2);
process.exit(spawnSync(command, args, { cwd, stdio: 'inherit' }).status ?? 1);

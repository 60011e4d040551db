#!/usr/bin/env node
const { main, watchOutput } = require('../lib/index.js');

watchOutput(process.stdout);
main(process.argv.slice(2)).then((code) => { process.exitCode = code; });

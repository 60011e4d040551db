#!/usr/bin/env node
require('../lib/index.js').main(process.argv.slice(2)).then((code) => { process.exitCode = code; });

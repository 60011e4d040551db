// The stage's tables by the library, and the same tables as a service of the Serverless Framework: `serverless package`, offline, without credentials.
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { measure, runNode } = require('./measure');
const { installServerless, VERSION } = require('./serverless-framework');
const { circumstances, table } = require('./table');
const { app, inWorkshop } = require('./workshop');

const ROUNDS = Number(process.argv[2] ?? 7);
const serverless = installServerless();

inWorkshop((at) => {
  runNode([app('library-layers.js'), at('tables'), 'tables']);
  const { Resources, Outputs } = JSON.parse(readFileSync(at('tables', 'tables.template.json'), 'utf8'));
  mkdirSync(at('service'));
  // JSON is YAML.
  writeFileSync(at('service', 'serverless.yml'), JSON.stringify({
    service: 'listbackup-tables', frameworkVersion: '3', provider: { name: 'aws', region: 'us-west-2', stage: 'main' }, resources: { Resources, Outputs },
  }));

  // Neither home nor credentials of the user, and nothing that goes over the network.
  const env = { PATH: process.env.PATH, HOME: at('home'), CI: '1', SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', AWS_EC2_METADATA_DISABLED: 'true' };
  const peer = [join('node_modules', 'serverless', 'bin', 'serverless.js')].map((path) => join(serverless, path));
  const result = measure({
    bare: [app('bare.js'), at('bare'), at('tables')],
    library: [app('library-layers.js'), at('library'), 'tables'],
    serverless: { words: ['--require', app('report.js'), ...peer, 'package', '--package', at('package')], cwd: at('service'), env },
  }, ROUNDS);

  const packaged = JSON.parse(readFileSync(at('package', 'cloudformation-template-update-stack.json'), 'utf8'));
  const missing = Object.keys(Resources).filter((id) => packaged.Resources[id]?.Properties.TableName !== Resources[id].Properties.TableName);
  if (missing.length > 0) throw new Error(`serverless package left out ${missing.join(', ')}`);

  const row = (shown, name) => [shown, `${result[name].cpuSeconds.toFixed(2)} s`, result[name].ratioTo('bare').toFixed(2), result[name].ratioTo('library').toFixed(2), `${Math.round(result[name].peakMiB)} MiB`];
  console.log(table([`${Object.keys(Resources).length} tables`, 'CPU, median', 'relative to bare', 'relative to the library', 'peak memory'], [
    row('the template through bare `CfnResource`', 'bare'),
    row('`ListBackupTables`', 'library'),
    row('`serverless package`', 'serverless'),
  ]));
  console.log(`\n${circumstances(ROUNDS, `serverless ${VERSION}`)}`);
});

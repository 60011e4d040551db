// CPU of synthesizing a service of 25 functions, relative to the same through CDK's own L2 constructs.
const { measure } = require('./measure');
const { circumstances, table } = require('./table');
const { app, inWorkshop } = require('./workshop');

const ROUNDS = Number(process.argv[2] ?? 11);

inWorkshop((at) => {
  const result = measure({ plain: [app('service-l2.js'), at('plain')], library: [app('service.js'), at('library')] }, ROUNDS);
  const row = (shown, name) => [shown, `${result[name].cpuSeconds.toFixed(2)} s`, result[name].ratioTo('plain').toFixed(2), `${Math.round(result[name].peakMiB)} MiB`];
  console.log(table(['a service of 25 functions with routes', 'CPU, median', 'relative to plain L2', 'peak memory'], [
    row('plain L2 constructs', 'plain'), row('**ListBackupService**', 'library'),
  ]));
  console.log(`\n${circumstances(ROUNDS)}`);
});

// CPU and memory of synthesizing a production stage, relative to the same templates through bare CfnResource.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { measure } = require('./measure');

const ROUNDS = Number(process.argv[2] ?? 11);
const app = (name) => join(__dirname, 'apps', name);
const work = mkdtempSync(join(tmpdir(), 'listbackup-bench-'));
try {
  const templates = join(work, 'templates');
  const made = spawnSync(process.execPath, [app('library.js'), templates, 'main'], { encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' } });
  if (made.status !== 0) throw new Error(made.stderr);

  const result = measure({
    bare: [app('bare.js'), join(work, 'bare'), templates],
    library: [app('library.js'), join(work, 'library'), 'main'],
    threeStages: [app('library.js'), join(work, 'three'), 'main', 'staging', 'dev'],
  }, ROUNDS);
  const row = (name, shown) => `| ${shown} | ${result[name].cpuSeconds.toFixed(2)} s | ${result[name].ratioTo('bare').toFixed(2)} | ${Math.round(result[name].peakMiB)} MiB |`;
  console.log(['| synthesis | CPU, median | relative to bare | peak memory |', '| --- | --- | --- | --- |',
    row('bare', 'the same templates through bare `CfnResource`'),
    row('library', 'one production stage'),
    row('threeStages', 'three stages'),
  ].join('\n'));
  console.log(`\n${ROUNDS} interleaved rounds, Node.js ${process.versions.node}, aws-cdk-lib ${require('aws-cdk-lib/package.json').version}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

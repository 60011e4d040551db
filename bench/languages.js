// CPU of synthesizing one app of the whole stage from Python, relative to the same from TypeScript, both against the packed library.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { buildSync } = require('esbuild');
const { measure } = require('./measure');
const { LANGUAGES } = require('../scripts/examples/languages');
const { build, copyHandlers, STAGE } = require('../scripts/examples/workshop');

const ROUNDS = Number(process.argv[2] ?? 7);
const COUNT_CHILDREN = join(__dirname, 'children-cpu.py');
const RUN_THERE = join(__dirname, 'apps', 'elsewhere.js');

process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '20';
// With it `python -O`, whose bytecode pip does not make, would compile everything in each round.
delete process.env.PYTHONDONTWRITEBYTECODE;
process.env.CDK_CONTEXT_JSON = JSON.stringify({ stage: STAGE });
const work = realpathSync(mkdtempSync(join(tmpdir(), 'listbackup-bench-')));
try {
  copyHandlers(work);
  for (const language of LANGUAGES.filter(({ folder }) => ['typescript', 'python'].includes(folder))) build(work, language);
  // Compiled beforehand: what a compiler costs is no part of the baseline.
  const typescript = join(work, 'typescript');
  const sources = ['app.ts', 'services.ts'].map((file) => join(typescript, file));
  buildSync({ entryPoints: sources, outdir: typescript, format: 'cjs', platform: 'node', target: 'node20' });

  const python = join(work, 'python');
  const interpreter = join(python, '.venv', 'bin', 'python');
  const variant = (cwd, ...words) => [RUN_THERE, cwd, 'python3', COUNT_CHILDREN, ...words];
  const result = measure({
    typescript: variant(typescript, process.execPath, 'app.js'),
    imports: variant(python, interpreter, '-c', 'import listbackup_infrastructure, aws_cdk.aws_lambda'),
    python: variant(python, interpreter, 'app.py'),
    unchecked: variant(python, interpreter, '-O', 'app.py'),
  }, ROUNDS);

  const row = (name, shown) => `| ${shown} | ${result[name].cpuSeconds.toFixed(2)} s | ${result[name].ratioTo('typescript').toFixed(2)} | ${Math.round(result[name].peakMiB)} MiB |`;
  console.log([
    '| synthesis of the example app, stage main | CPU, median | relative to TypeScript | peak memory of the largest process |',
    '| --- | --- | --- | --- |',
    row('typescript', 'TypeScript, compiled'),
    row('python', 'Python'),
    row('unchecked', 'Python without checks of argument types (`python -O`)'),
    row('imports', 'Python, the imports alone'),
  ].join('\n'));
  const { stdout: version } = spawnSync(interpreter, ['-c', 'import platform, importlib.metadata as m; print(platform.python_version(), "jsii", m.version("jsii"), "aws-cdk-lib", m.version("aws-cdk-lib"))'], { encoding: 'utf8' });
  console.log(`\n${ROUNDS} interleaved rounds, Node.js ${process.versions.node}, Python ${version.trim()}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

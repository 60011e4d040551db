// Builds and synthesizes copies of the examples, so that nothing of this checkout is found by chance.
const { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { delimiter, dirname, join, resolve } = require('node:path');
const { run } = require('./run');

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const STAGE = 'main';

/** Files that a build leaves in a checkout. */
const BUILT = ['node_modules', '.venv', '__pycache__', 'target', 'cdk.out'];

function copy(work, folder) {
  const to = join(work, folder);
  cpSync(join(EXAMPLES, folder), to, { recursive: true, filter: (path) => !BUILT.some((name) => path.endsWith(`/${name}`)) });
  return to;
}

/** The handlers of all examples, bundled. */
function copyHandlers(work) {
  const bundles = join('handlers', 'dist');
  if (!existsSync(join(EXAMPLES, bundles))) throw new Error('examples/handlers/dist is missing; `npx projen compile` bundles it');
  copy(work, bundles);
}

function build(work, { folder, files = {}, build: steps }) {
  const cwd = copy(work, folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  for (const words of steps) run(words, { cwd });
}

/** Runs the `app` of cdk.json as the command `cdk` does, with what is in `bin` before all else. @returns where the assembly is */
function synthesize(work, { folder, bin, outdir = 'cdk.out' }) {
  const cwd = join(work, folder);
  const { app } = JSON.parse(readFileSync(join(cwd, 'cdk.json'), 'utf8'));
  const path = bin ? [resolve(cwd, bin), process.env.PATH].join(delimiter) : process.env.PATH;
  run([app], { cwd, shell: true, env: { PATH: path, CDK_OUTDIR: join(cwd, outdir), CDK_CONTEXT_JSON: JSON.stringify({ stage: STAGE }), CDK_VALIDATION: 'false' } });
  return join(cwd, outdir);
}

module.exports = { copyHandlers, build, synthesize, STAGE };

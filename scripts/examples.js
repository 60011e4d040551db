// Looks into what `dist` holds, and builds and synthesizes the example of each language against it: all have to make the same templates.
const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { checkArtefacts } = require('./artefacts');
const { planNothing } = require('./examples/command');
const { LANGUAGES } = require('./examples/languages');
const { walkGuide } = require('./examples/newcomer');
const { installNode, SUPPORTED } = require('./examples/nodes');
const { differences, readTemplates } = require('./examples/templates');
const { lintWorkflows } = require('./examples/workflows');
const { build, copyHandlers, synthesize, STAGE } = require('./examples/workshop');

/** Tables, queues, buckets, events, authentication, e-mail, the API and two services; without this, all could agree on nothing. */
const LEAST_STACKS = 9;
const SHOWN = 20;

/** Goes from an empty folder to a stage on the emulator, with empty caches and an ordinary connection. */
const MOST_SECONDS = 600;
const SERVICE_OF_THE_GUIDE = 'Hello';

process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '20';
const work = realpathSync(mkdtempSync(join(tmpdir(), 'listbackup-examples-')));
let failed = false;

function complain(what, lines) {
  failed = true;
  console.error([`error: ${what}`, ...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? [`… and ${lines.length - SHOWN} more`] : [])].join('\n  '));
}

function seconds(action) {
  const start = process.hrtime.bigint();
  const result = action();
  return [Number(process.hrtime.bigint() - start) / 1e9, result];
}

function artefacts() {
  console.log('| artefact | kB | files |\n| --- | --- | --- |');
  for (const { name, bytes, files, problems } of checkArtefacts(work)) {
    console.log(`| ${name} | ${Math.round(bytes / 1000)} | ${files} |`);
    if (problems.length > 0) complain(`the ${name} artefact is not what it should be`, problems);
  }
}

/** Synthesizes, and compares with the first templates. @returns the templates to compare the next with */
function compare(name, building, language, first) {
  const [synthesis, outdir] = seconds(() => synthesize(work, language));
  const templates = readTemplates(outdir);
  const found = first ? differences(first, templates) : [];
  const count = Object.keys(templates).length;
  const verdict = first ? (found.length === 0 ? 'same' : 'different') : '';
  console.log(`| ${name} | ${building} | ${synthesis.toFixed(1)} s | ${count} | ${verdict} |`);
  if (count < LEAST_STACKS) complain(`${name} made ${count} templates, fewer than ${LEAST_STACKS}`, Object.keys(templates));
  if (found.length > 0) complain(`${name} differs from ${LANGUAGES[0].name}`, found);
  return first ?? templates;
}

function examples() {
  copyHandlers(work);
  console.log(`\n| language | build | synthesis of ${STAGE} | templates | against ${LANGUAGES[0].name} |\n| --- | --- | --- | --- | --- |`);
  let first;
  for (const language of LANGUAGES) {
    const [building] = seconds(() => build(work, language));
    first = compare(language.name, `${building.toFixed(0)} s`, language, first);
  }
  for (const version of SUPPORTED.filter((supported) => `v${supported}` !== process.version)) {
    const [installing, bin] = seconds(() => installNode(work, version));
    compare(`${LANGUAGES[0].name} on Node.js ${version}`, `${installing.toFixed(0)} s`, { ...LANGUAGES[0], bin, outdir: `cdk.out-${version}` }, first);
  }
}

function newcomer() {
  const { seconds: passed, stacks } = walkGuide(work);
  console.log(`\ngetting started: from an empty folder to an own stage on the emulator in ${passed.toFixed(0)} s`);
  if (passed > MOST_SECONDS) complain(`the guide takes a newcomer more than ${MOST_SECONDS} s`, []);
  if (!stacks.includes(SERVICE_OF_THE_GUIDE)) complain('the guide\'s first service was not synthesized', stacks);
}

try {
  artefacts();
  examples();
  newcomer();
  const verdict = planNothing(work, LANGUAGES[0]).trim().split('\n').at(-1);
  console.log(`\nlistbackup plan, from a newcomer's app to the same: ${verdict}`);
  if (verdict !== 'safe: nothing to do') complain('the packed command does not work on the assembly', [verdict]);
  console.log(`actionlint: ${lintWorkflows()} workflows`);
} catch (error) {
  complain('an example failed', [error.message]);
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = failed ? 1 : 0;

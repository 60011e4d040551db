// Builds and synthesizes the example of each language against what `dist` holds, and fails unless all make the same templates.
const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { LANGUAGES, NPM_TARBALL } = require('./examples/languages');
const { checkNpmPackage } = require('./examples/npm-package');
const { differences, readTemplates } = require('./examples/templates');
const { lintWorkflow } = require('./examples/workflow');
const { build, copyHandlers, synthesize, STAGE } = require('./examples/workshop');

/** The app's nine stacks: tables, queues, buckets, e-mail, events, authentication, the API, and two services. */
const STACKS = 9;
const SHOWN = 20;

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

try {
  const npm = checkNpmPackage(NPM_TARBALL);
  console.log(`npm package: ${Math.round(npm.bytes / 1000)} kB packed, ${npm.files} files`);
  if (npm.problems.length > 0) complain('the npm package is not what it should be', npm.problems);

  const found = lintWorkflow();
  if (found.length > 0) complain('the example workflow is not what GitHub takes', found);

  copyHandlers(work);
  console.log(`\n| language | build | synthesis of ${STAGE} | templates | against ${LANGUAGES[0].name} |\n| --- | --- | --- | --- | --- |`);
  let first;
  for (const language of LANGUAGES) {
    const [building] = seconds(() => build(work, language));
    const [synthesis, outdir] = seconds(() => synthesize(work, language));
    const templates = readTemplates(outdir);
    first ??= templates;
    const found = differences(first, templates);
    const count = Object.keys(templates).length;
    const verdict = templates === first ? '' : (found.length === 0 ? 'same' : 'different');
    console.log(`| ${language.name} | ${building.toFixed(0)} s | ${synthesis.toFixed(1)} s | ${count} | ${verdict} |`);
    if (count !== STACKS) complain(`${language.name} made ${count} templates instead of ${STACKS}`, Object.keys(templates));
    if (found.length > 0) complain(`${language.name} differs from ${LANGUAGES[0].name}`, found);
  }
} catch (error) {
  complain('an example failed', [error.message]);
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = failed ? 1 : 0;

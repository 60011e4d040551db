// The commands and files of the page for newcomers, in the order of the page.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const PAGE = join(__dirname, '..', '..', 'docs', 'getting-started.md');

/** The language of a block, and the files that its blocks of that language are, one after the other. */
const FILES = { 'ts fixture=app': ['app.ts', 'app.ts'], 'json': ['cdk.json', 'hello.json'] };

/** The part that needs an account is not walked. */
const ENDS_AT = '\n## In an account\n';

/** @returns the steps of a page: a file to write, or a command to run */
function stepsOf(page) {
  const end = page.indexOf(ENDS_AT);
  if (end < 0) throw new Error(`the guide has no heading "${ENDS_AT.trim()}"`);
  const walked = page.slice(0, end);
  const left = Object.fromEntries(Object.entries(FILES).map(([language, names]) => [language, [...names]]));
  const steps = [...walked.matchAll(/^```([^\n]+)\n([^]*?)^```$/gm)].flatMap(([, language, block]) => {
    if (language === 'sh') return block.trim().split('\n').map((command) => ({ command }));
    const file = left[language]?.shift();
    return file ? [{ file, text: block }] : [];
  });
  const missing = Object.values(left).flat();
  if (missing.length > 0) throw new Error(`the guide lost the block of ${missing.join(' and ')}`);
  return steps;
}

module.exports = { stepsOf, readGuide: () => readFileSync(PAGE, 'utf8') };

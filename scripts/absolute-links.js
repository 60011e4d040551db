// In a wheel, a jar and the Go module the README is separate from the repository, so its links must be absolute.
// usage: node scripts/absolute-links.js ASSEMBLY, such as .jsii
const { readFileSync, writeFileSync } = require('node:fs');

/** A link that is neither of the web nor of the page itself. */
const RELATIVE = /\]\((?!https?:|#)([^)\s]+)\)/g;

const [, , path] = process.argv;
const assembly = JSON.parse(readFileSync(path, 'utf8'));
const root = `${assembly.repository.url.replace(/\.git$/, '')}/blob/main`;
assembly.readme.markdown = assembly.readme.markdown.replace(RELATIVE, (_, target) => `](${root}/${target})`);
writeFileSync(path, JSON.stringify(assembly, null, 2));

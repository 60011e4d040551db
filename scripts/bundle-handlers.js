// Bundles each handler of the examples, its AWS SDK included, into a folder that a function can be made of.
const { readdirSync } = require('node:fs');
const { basename, join } = require('node:path');
const { buildSync } = require('esbuild');

const handlers = join(__dirname, '..', 'examples', 'handlers');
for (const file of readdirSync(handlers).filter((name) => name.endsWith('.ts'))) {
  buildSync({
    entryPoints: [join(handlers, file)],
    outfile: join(handlers, 'dist', basename(file, '.ts'), 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

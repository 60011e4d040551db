// Runs mypy and pyright on a copy of the example in Python. Both are installed there, in the versions of requirements-types.txt.
// usage: npx projen python:types
const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { LANGUAGES } = require('./examples/languages');
const { build } = require('./examples/workshop');

const python = LANGUAGES.find(({ name }) => name === 'Python');
const work = realpathSync(mkdtempSync(join(tmpdir(), 'listbackup-python-types-')));
try {
  build(work, {
    ...python,
    build: [
      ...python.build,
      ['.venv/bin/pip', 'install', '--quiet', '-r', 'requirements-types.txt'],
      ['.venv/bin/mypy', '--strict', 'app.py', 'services.py'],
      ['.venv/bin/pyright', '--pythonpath', '.venv/bin/python', 'app.py', 'services.py'],
    ],
  });
  console.log('mypy and pyright find nothing');
} finally {
  rmSync(work, { recursive: true });
}

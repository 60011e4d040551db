import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const { leads } = jest.requireActual<{ leads: (markdown: string) => string[] }>('../../scripts/artefacts/expect.js');
const { checkNpm } = jest.requireActual<{ checkNpm: (tarball: string, work: string) => { problems: string[] } }>('../../scripts/artefacts/npm.js');
/** 0.0.0, except in the build of a release. */
const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
const FOLDER = mkdtempSync(join(tmpdir(), 'listbackup-artefacts-'));

afterAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });

const WHOLE: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'listbackup-infrastructure',
    version,
    license: 'Apache-2.0',
    main: 'lib/index.js',
    types: 'lib/index.d.ts',
    stability: 'stable',
    repository: { type: 'git', url: 'https://github.com/ListBackup-ai/listbackup-infrastructure' },
    peerDependencies: { 'aws-cdk-lib': '^2.260.0', 'constructs': '^10.6.0' },
    engines: { node: '>= 20.0.0' },
  }),
  '.jsii': JSON.stringify({ name: 'listbackup-infrastructure', version, license: 'Apache-2.0' }),
  'README.md': '',
  'LICENSE': '',
  'lib/index.js': '',
  'lib/index.d.ts': '',
  'assets/handlers/authorizer/index.js': '',
  'assets/handlers/authorizer/THIRD-PARTY-LICENSES.txt': '',
};

/** What is wrong with a tarball of these files; a file that is undefined is left out. */
function problemsOf(files: Readonly<Record<string, string | undefined>>): string[] {
  const folder = mkdtempSync(join(FOLDER, 'tarball-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'package', path);
    mkdirSync(join(file, '..'), { recursive: true });
    if (text !== undefined) writeFileSync(file, text);
  }
  const tarball = join(folder, 'package.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  return checkNpm(tarball, join(folder, 'unpacked')).problems;
}

const manifest = (change: object) => JSON.stringify({ ...JSON.parse(WHOLE['package.json']), ...change });

test('a whole package has no problem', () => {
  expect(problemsOf(WHOLE)).toEqual([]);
});

test.each([
  ['without its licence', { LICENSE: undefined }, 'it lacks LICENSE'],
  ['with a file of the workshop', { 'src/index.ts': '' }, 'it holds src/index.ts, which no consumer needs'],
  ['under another licence', { 'package.json': manifest({ license: 'MIT' }) }, 'its license is "MIT" instead of "Apache-2.0"'],
  ['with a dependency', { 'package.json': manifest({ dependencies: { left: '1' } }) }, 'its dependencies is {"left":"1"} instead of undefined'],
  ['whose assembly has another version', { '.jsii': WHOLE['.jsii'].replace(version, '99.9.9') }, `its version is "99.9.9" instead of "${version}"`],
])('a package %s is refused', (_, change, problem) => {
  expect(problemsOf({ ...WHOLE, ...change })).toEqual([problem]);
});

test('a page that stands apart from the repository links to the web, or to itself', () => {
  const page = '[a](https://example.com/docs) [b](#below) [c](docs/cost.md#at-rest)';
  expect(leads(page)).toEqual(['its page links to docs/cost.md#at-rest, which is not beside it']);
});

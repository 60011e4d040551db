import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { FIXTURE_APP, NOTHING, runCommand, temporaryFolder } from '../helpers/command';

const PYTHON = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** The command fails with this one line, and leaves nothing behind. */
async function failsWith(line: RegExp, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, stdout, stderr, run } = await runCommand(['up', ...args], { env });
  const said = stderr.trimEnd().split('\n').at(-1);
  expect(said).toMatch(line);
  expect(code).toBe(1);
  expect(await run.leftovers()).toEqual(NOTHING);
  return stdout + stderr;
}

/** A folder to be the whole of PATH, with these programs: a shell script each. */
function pathOf(programs: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe('Python', () => {
  test('is not there', async () => {
    await failsWith(/^listbackup: the emulator needs Python 3\.10 or later, and no python3 or python is on PATH$/, ['--app', 'true'], { PATH: pathOf({}) });
  });

  test('is too old', async () => {
    const PATH = pathOf({ python3: 'echo /opt/old/python3; echo 3.9.18' });
    await failsWith(/^listbackup: the emulator needs Python 3\.10 or later, and \/opt\/old\/python3 is 3\.9\.18$/, ['--app', 'true'], { PATH });
  });

  test('has no venv module', async () => {
    const folder = temporaryFolder();
    const python = join(folder, 'python3');
    // As Debian's python3 without python3-venv.
    writeFileSync(python, `#!/bin/sh
case "$*" in
  *version_info*) echo "${python}"; echo 3.11.2 ;;
  *guard.py*) exec "${PYTHON}" "$@" ;;
  *"-m venv"*) echo "The virtual environment was not created successfully because ensurepip is not available."; exit 1 ;;
esac
`);
    chmodSync(python, 0o755);
    await failsWith(/^listbackup: Python 3\.11\.2 \(\S+python3\) has no venv module: install it, for example with "apt install python3-venv"$/,
      ['--app', 'sleep 60'], { PATH: `${folder}:${process.env.PATH}`, XDG_CACHE_HOME: temporaryFolder() });
  });

  test('cannot reach the package index', async () => {
    await failsWith(/^listbackup: cannot install the emulator from the Python package index: /, ['--app', 'sleep 60'], {
      XDG_CACHE_HOME: temporaryFolder(), PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_FIND_LINKS: '', PIP_EXTRA_INDEX_URL: '',
    });
  });
});

test('a port that is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const report = join(temporaryFolder(), 'report.xml');
  const said = await failsWith(new RegExp(`^listbackup: port ${port} is taken: name another one, or leave out --port for a free one$`), ['--app', 'true', '--port', port, '--json', '--junit', report]);
  server.close();
  // CI must see the failure in the reports as well.
  expect(said).toContain('"failed": 1');
  expect(readFileSync(report, 'utf8')).toContain(`<failure message="port ${port} is taken: `);
});

test('an app that fails to synthesize says why itself', async () => {
  const said = await failsWith(/^listbackup: the app failed to synthesize \(exit code 1\): /, ['--app', FIXTURE_APP], { FIXTURE_BROKEN: 'synthesis' });
  expect(said).toContain('Error: the fixture is broken on purpose');
});

test('an app that synthesizes nothing', async () => {
  await failsWith(
    /^listbackup: the app failed to synthesize: it ended well and wrote no manifest\.json into the folder of CDK_OUTDIR; does it call app\.synth\(\)\?: true$/, ['--app', 'true']);
});

test('a stack that fails to deploy shows its events', async () => {
  const said = await failsWith(/^listbackup: the deployment failed: broken: AWS::SQS::Queue BrokenQueue CREATE_FAILED: /, ['--app', FIXTURE_APP],
    { FIXTURE_BROKEN: 'deployment', FIXTURE_SERVICES: 'none' });
  expect(said).toMatch(/^ {2}broken: AWS::SQS::Queue BrokenQueue CREATE_FAILED: The name of a FIFO queue .* must end with \.fifo/m);
});

test('a stage that the app does not have', async () => {
  const app = `${FIXTURE_APP.replace(/^/, 'CDK_CONTEXT_JSON=\'{"stage":"main"}\' ')}`;
  const { code, stderr, run } = await runCommand(['up', '--app', app, '--stage', 'feature-x'], { env: { FIXTURE_SERVICES: 'sqs' } });
  expect(stderr).toBe('listbackup: up: the assembly holds no stage "feature-x": it holds main\n');
  expect(code).toBe(2);
  expect(await run.leftovers()).toEqual(NOTHING);
});

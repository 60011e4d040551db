import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { queues } from './assemblies';
import { NOTHING, runCommand, temporaryFolder } from '../helpers/command';

const FULL_DISK = join(__dirname, '..', 'fixtures', 'full-disk.cjs');
const ONE_LINE = /^listbackup: the disk is full, and \S+ cannot be written: make room, or set TMPDIR to a folder on another disk\n$/;

let assembly: string;

beforeAll(() => { assembly = queues(); });

// The run's own folder, the emulator's, its log, the copy of the assembly, what is written into that.
test.each([0, 1, 4, 6, 8])('a disk that is full from write %i on gives one clear line, and nothing stays', async (FULL_AFTER) => {
  const { code, stderr, run } = await runCommand(['up', '--assembly', assembly], {
    env: { NODE_OPTIONS: `--require ${FULL_DISK}`, FULL_AFTER: String(FULL_AFTER) },
  });
  expect(stderr).toMatch(ONE_LINE);
  expect(code).toBe(1);
  expect(await run.leftovers()).toEqual(NOTHING);
});

test('a home that cannot be written gives one clear line, and says what helps', async () => {
  const file = join(temporaryFolder(), 'no-folder');
  writeFileSync(file, '');
  const { code, stderr, run } = await runCommand(['up', '--assembly', assembly], { env: { HOME: file, XDG_CACHE_HOME: '' } });
  expect(stderr).toMatch(/^listbackup: cannot write to the cache folder \S+ \(ENOTDIR: .*\): set XDG_CACHE_HOME to one that can be written\n$/);
  expect(code).toBe(1);
  expect(await run.leftovers()).toEqual(NOTHING);
});

test('a home that cannot be written does no harm once the environment is in a cache elsewhere', async () => {
  const file = join(temporaryFolder(), 'no-folder');
  writeFileSync(file, '');
  const cache = process.env.XDG_CACHE_HOME || join(process.env.HOME ?? '', '.cache');
  const { code, stderr } = await runCommand(['up', '--assembly', assembly], { env: { HOME: file, XDG_CACHE_HOME: cache } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('a temporary folder that is none gives one clear line', async () => {
  const { code, stderr } = await runCommand(['up', '--assembly', assembly], { env: { TMPDIR: join(temporaryFolder(), 'gone') } });
  expect(stderr).toMatch(/^listbackup: cannot make a folder in \S+gone \(ENOENT: .*\): set TMPDIR to a folder that can be written\n$/);
  expect(code).toBe(1);
});

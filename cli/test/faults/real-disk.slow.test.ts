import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { earlier, queues } from './assemblies';
import { megabytesLeft } from '../../src/disk';
import { temporaryFolder } from '../helpers/command';

const COMMAND = join(__dirname, '..', '..', 'bin', 'listbackup.js');

let assembly: string;
beforeAll(() => { assembly = queues(); });

/** A file system of its own for one process, which goes with it. Linux lets anyone make one in a name space of their own, unless it is told not to. */
const within = (options: string, folder: string, command: readonly string[]): readonly [string, readonly string[]] => [
  'unshare', ['--mount', '--map-root-user', '/bin/sh', '-c', 'mount -t tmpfs -o "$0" tmpfs "$1" && shift && exec "$@"', options, folder, ...command],
];
test('what is left on a disk is what the system says', () => {
  const [, free] = /\s(\d+)\s+\d+%/.exec(spawnSync('df', ['-Pm', tmpdir()], { encoding: 'utf8' }).stdout) ?? [];
  // Others write there, too.
  expect(Math.abs(megabytesLeft(tmpdir()) - Number(free))).toBeLessThan(2000);
});

const canMount = spawnSync(...within('size=4k', '/mnt', ['true'])).status === 0;

if (canMount) {
  describe('a disk', () => {
    /** The variable names a folder that is a disk of its own. */
    const upOn = (variable: string, options: string, path = '.', more: NodeJS.ProcessEnv = {}) => {
      const folder = join(temporaryFolder(), path);
      mkdirSync(folder, { recursive: true });
      const command = [process.execPath, COMMAND, 'up', '--assembly', assembly];
      return spawnSync(...within(options, folder, command), { encoding: 'utf8', env: { ...process.env, ...more, [variable]: folder } });
    };

    /** 4 KiB to 8 MiB, with temporary folders of two lengths: where a disk gets full, and what then fails, depends on both. */
    const SIZES = Array.from({ length: 12 }, (_, power) => `${4 * 2 ** power}k`);
    const LENGTHS = ['short', join(...Array<string>(8).fill('a-folder-with-a-long-name'))];

    test.each(LENGTHS.flatMap((path) => SIZES.map((size) => [size, path.length, path] as const)))('of %s below a path %i longer: the one line, or a run that passes', (size, _, path) => {
      const { status, stderr } = upOn('TMPDIR', `size=${size}`, path);
      if (status === 0) return expect(stderr).toBe('');
      expect(stderr).toMatch(/^listbackup: the temporary folder \S+ has [\d.]+ [KM]iB left, and 1\.2 MiB are needed: make room, or set TMPDIR to a folder on another disk\n$/);
      expect(status).toBe(1);
      // What is needed is about what a run takes.
      expect(Number.parseInt(size, 10)).toBeLessThan(2048);
    });

    test('that something else fills during the run there is one clear line', () => {
      const folder = temporaryFolder();
      const app = 'head -c 9000000 /dev/zero > "$TMPDIR/filler"; exit 3';
      const { status, stderr } = spawnSync(...within('size=8m', folder, [process.execPath, COMMAND, 'up', '--app', app]), {
        encoding: 'utf8', env: { ...process.env, TMPDIR: folder },
      });
      expect(stderr).toMatch(/^listbackup: the disk is full: the temporary folder \S+ has \d+ KiB left: make room, or set TMPDIR to a folder on another disk\n$/m);
      expect(status).toBe(1);
    });

    test('that is too small for the emulator there is one clear line, which says how much it needs', () => {
      const { status, stderr } = upOn('XDG_CACHE_HOME', 'size=4k');
      expect(stderr).toMatch(/^listbackup: the cache folder \S+ has 0 MB left, and the emulator needs 130: make room, or set XDG_CACHE_HOME to a folder on another disk\n$/);
      expect(status).toBe(1);
    });

    test('that cannot be written, for the home, there is one clear line', () => {
      const { status, stderr } = upOn('HOME', 'ro', '.', { XDG_CACHE_HOME: '' });
      expect(stderr).toMatch(/^listbackup: cannot write to the cache folder \S+ \([^\n]*\): set XDG_CACHE_HOME to one that can be written\n$/);
      expect(status).toBe(1);
    });

    test('that cannot be written, for temporary folders, there is one clear line', () => {
      const { status, stderr } = upOn('TMPDIR', 'ro');
      expect(stderr).toMatch(/^listbackup: the temporary folder \S+ cannot be written \(EROFS: [^\n]*\): set TMPDIR to a folder on another disk\n$/);
      expect(status).toBe(1);
    });

    test('that is full, steps and diagrams are not written by half', () => {
      const folder = temporaryFolder();
      const script = 'head -c 4096 /dev/zero > "$4/filler"; "$0" "$1" plan --assembly "$2" --from "$3" --out "$4/steps" > /dev/null; "$0" "$1" diagram --assembly "$2" --output "$4/stage.svg"; ls -A "$4"';
      const { stdout, stderr } = spawnSync(...within('size=4k', folder, [
        '/bin/sh', '-c', script, process.execPath, COMMAND, assembly, earlier(assembly), folder,
      ]), { encoding: 'utf8' });
      expect(stderr.split('\n')).toEqual([
        expect.stringMatching(/^listbackup: --out: the folder \S+steps has 0 KiB left, and \d+ KiB are needed: make room, or choose a folder on another disk$/),
        expect.stringMatching(/^listbackup: --output: the folder \S+ has 0 KiB left, and \d+ KiB are needed: make room, or choose a folder on another disk$/),
        '',
      ]);
      expect(stdout).toBe('filler\n');
    });
  });
}

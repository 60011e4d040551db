import fs, { mkdirSync, writeFileSync, type StatsFs } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './helpers/command';
import { bytesOn, diskFailure, fullFolder, requireRoom } from '../src/disk';

const BLOCK = 4096;
const systemError = (code: string, path?: string) => Object.assign(new Error(`${code}: refused`), { code, syscall: 'write', path });

/** A disk with so many blocks and file entries left; it has a million entries in all, unless it counts none. */
function disk(blocks: number, entries = 1000, files = 1_000_000): void {
  jest.spyOn(fs, 'statfsSync').mockReturnValue({ type: 0, bsize: BLOCK, blocks: 1e6, bfree: blocks, bavail: blocks, files, ffree: entries } satisfies StatsFs as never);
}
afterEach(() => { jest.restoreAllMocks(); });

describe('a failure because of a disk', () => {
  const circular = new Error('one');
  circular.cause = Object.assign(new Error('other'), { cause: circular });

  test.each<[string, unknown, string | undefined]>([
    ['full', systemError('ENOSPC', '/a/file'), 'the disk is full, and /a/file cannot be written: make room, or set TMPDIR to a folder on another disk'],
    ['without a file', systemError('EDQUOT'), 'the disk quota is used up: make room, or set TMPDIR to a folder on another disk'],
    ['read-only', systemError('EROFS', '/a'), 'the disk is read-only, and /a cannot be written: make room, or set TMPDIR to a folder on another disk'],
    ['copied', Object.assign(systemError('ENOSPC', '/from'), { dest: '/to' }), 'the disk is full, and /to cannot be written: make room, or set TMPDIR to a folder on another disk'],
    ['three causes down', new Error('a', { cause: new Error('b', { cause: { cause: systemError('ENOSPC') } }) }), 'the disk is full: make room, or set TMPDIR to a folder on another disk'],
    ['one of several', new AggregateError([new Error('a'), systemError('ENOSPC')]), 'the disk is full: make room, or set TMPDIR to a folder on another disk'],
    ['in the words of Node.js', new Error('cannot cache: ENOSPC: no space left on device, write'), 'the disk is full: make room, or set TMPDIR to a folder on another disk'],
    ['in the words of Python', new Error('[Errno 28] No space left on device'), 'the disk is full: make room, or set TMPDIR to a folder on another disk'],
    ['in the words of a shell', new Error('sh: cannot create x: Read-only file system'), 'the disk is read-only: make room, or set TMPDIR to a folder on another disk'],
    ['of another kind', systemError('EACCES', '/a'), undefined],
    ['of a circle of causes', circular, undefined],
    ['that is a text', 'ENOSPC: ', undefined],
    ['that is nothing', undefined, undefined],
  ])('%s', (_, error, expected) => {
    expect(diskFailure(error)?.message).toBe(expected);
  });
});

describe('room', () => {
  const at = (path: string) => ({ path, name: 'the folder', instead: 'choose another' });

  test('the exact room is enough, and a byte more is not', () => {
    const folder = temporaryFolder();
    disk(3);
    expect(() => requireRoom(at(folder), 3 * BLOCK)).not.toThrow();
    expect(() => requireRoom(at(folder), 3 * BLOCK + 1)).toThrow(`the folder ${folder} has 12 KiB left, and 13 KiB are needed: make room, or choose another`);
    expect(() => requireRoom(at(folder), 2.31 * 2 ** 20)).toThrow('has 12 KiB left, and 2.4 MiB are needed');
  });

  test('a folder to be made is looked at where it will be', () => {
    const folder = temporaryFolder();
    disk(0);
    expect(() => requireRoom(at(join(folder, 'to', 'be', 'made')), 1)).toThrow(`the folder ${folder}/to/be/made has 0 KiB left, and 1 KiB are needed`);
  });

  test('a disk without a file entry has no room; one that counts none has', () => {
    const folder = temporaryFolder();
    disk(100, 0);
    expect(() => requireRoom(at(folder), 1)).toThrow('has 400 KiB left but no file entry (inode), and 1 KiB are needed');
    disk(100, 0, 0);
    expect(() => requireRoom(at(folder), 1)).not.toThrow();
  });

  test('a folder below a file is refused', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => requireRoom(at(join(file, 'steps')), 0)).toThrow(`the folder ${file}/steps cannot be made: ${file} is not a folder`);
  });

  test('a folder that may not be written is refused', () => {
    const folder = temporaryFolder();
    jest.spyOn(fs, 'accessSync').mockImplementation(() => { throw systemError('EROFS', folder); });
    expect(() => requireRoom(at(folder), 0)).toThrow(`the folder ${folder} cannot be written (EROFS: refused): choose another`);
  });

  test('after a failure the first folder that is full is named', () => {
    const folder = temporaryFolder();
    disk(16);
    expect(fullFolder([at(folder)])).toBeUndefined();
    disk(15);
    expect(fullFolder([at(folder)])?.message).toBe(`the disk is full: the folder ${folder} has 60 KiB left: make room, or choose another`);
    disk(1000, 0);
    expect(fullFolder([at(folder)])?.message).toMatch(/^the disk is full: /);
  });

  test('files and folders take whole blocks', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'small'), 'x');
    writeFileSync(join(folder, 'two'), 'x'.repeat(4097));
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'empty'), '');
    // Two folders and three files, one of which takes two.
    expect(bytesOn(folder)).toBe(6 * BLOCK);
  });
});

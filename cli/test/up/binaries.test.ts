import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackTemplate } from '../../src/template';
import { requireRunnable } from '../../src/up/binaries';
import { buildVariables, targetIn, thisMachine, type Target } from '../../src/up/machine';

const LINUX_X86: Target = { system: 'linux', processor: 'amd64' };

/** The start of an ELF file of 64 bits: magic, class, byte order, version, padding, type, machine. */
const elf = (machine: number): Buffer => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, machine, 0, 1, 0, 0, 0]);
const machO = (type: number): Buffer => Buffer.from([0xcf, 0xfa, 0xed, 0xfe, type, 0, 0, 1, ...Array<number>(16).fill(0)]);

function pe(machine: number): Buffer {
  const header = Buffer.alloc(256);
  header.write('MZ');
  header.writeUInt32LE(128, 60);
  header.write('PE\0\0', 128);
  header.writeUInt16LE(machine, 132);
  return header;
}

test.each<[string, Buffer, Target | undefined]>([
  ['Linux on x86-64', elf(0x3e), LINUX_X86],
  ['Linux on arm64', elf(0xb7), { system: 'linux', processor: 'arm64' }],
  ['Linux on RISC-V', elf(0xf3), { system: 'linux', processor: 'riscv64' }],
  ['macOS on x86-64', machO(7), { system: 'darwin', processor: 'amd64' }],
  ['macOS on arm64', machO(12), { system: 'darwin', processor: 'arm64' }],
  ['Windows on x86-64', pe(0x8664), { system: 'windows', processor: 'amd64' }],
  ['a script', Buffer.from('#!/bin/sh\nexec node index.js\n'), undefined],
  ['an empty file', Buffer.alloc(0), undefined],
])('the header of a program for %s', (_, header, target) => {
  expect(targetIn(header)).toEqual(target);
});

test.each<[NodeJS.Platform, string, string]>([
  ['linux', 'x64', 'linux/amd64'],
  ['linux', 'arm64', 'linux/arm64'],
  ['darwin', 'arm64', 'darwin/arm64'],
])('what builds for %s on %s is told so', (platform, arch, target) => {
  const [GOOS, GOARCH] = target.split('/');
  expect(buildVariables(thisMachine(platform, arch))).toEqual({ GOOS, GOARCH, LISTBACKUP_BUILD_FOR: target });
});

describe('an assembly', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'binaries-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** An assembly with one function whose code is a folder. */
  function assemblyWith(put: (asset: string) => void, runtime = 'provided.al2023'): readonly StackTemplate[] {
    mkdirSync(join(folder, 'asset.abc123'));
    put(join(folder, 'asset.abc123'));
    writeFileSync(join(folder, 'Jobs.assets.json'), JSON.stringify({ files: { abc123: { source: { path: 'asset.abc123', packaging: 'zip' } } } }));
    return [{
      stackName: 'jobs',
      template: { Resources: { RunFunction: { Type: 'AWS::Lambda::Function', Properties: { Runtime: runtime, Code: { S3Bucket: 'b', S3Key: 'abc123.zip' } } } } },
    }];
  }

  test('with a program for another machine is refused, with the way to build it', () => {
    const stacks = assemblyWith((asset) => writeFileSync(join(asset, 'bootstrap'), elf(0xb7)));
    expect(() => requireRunnable(folder, stacks, LINUX_X86)).toThrow('function jobs.RunFunction: its bootstrap is built for Linux on arm64, and this machine runs Linux on x86-64; '
      + "build it for this run with --build 'COMMAND', which gets GOOS=linux and GOARCH=amd64, or use ListBackupCode.go, which up builds for this machine");
  });

  test('without the executable is refused', () => {
    const stacks = assemblyWith((asset) => writeFileSync(join(asset, 'main'), elf(0x3e)));
    expect(() => requireRunnable(folder, stacks, LINUX_X86)).toThrow(/^function jobs\.RunFunction: its code has no executable "bootstrap"; build one into .*asset\.abc123$/);
  });

  test.each<[string, (asset: string) => void, string]>([
    ['a program for this machine', (asset) => copyFileSync(process.execPath, join(asset, 'bootstrap')), 'provided.al2023'],
    ['a script', (asset) => writeFileSync(join(asset, 'bootstrap'), '#!/bin/sh\n'), 'provided.al2023'],
    ['a function of another runtime', (asset) => writeFileSync(join(asset, 'index.js'), ''), 'nodejs22.x'],
  ])('with %s passes', (_, put, runtime) => {
    expect(() => requireRunnable(folder, assemblyWith(put, runtime))).not.toThrow();
  });
});

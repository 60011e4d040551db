import { readHeader } from '../../src/programs/header';
import type { Target } from '../../src/programs/machine';

const LINUX: Target = { system: 'linux', processor: 'amd64' };
const MAC: Target = { system: 'darwin', processor: 'arm64' };

/** Headers as compilers write them, by hand from the formats' specifications; the rest of each program is left out. */
const padded = (hex: string) => Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex'), Buffer.alloc(64)]);
const UNIVERSAL = 'cafebabe 00000002 01000007 00000003 00004000 00001000 0000000e 0100000c 00000000 00008000 00001000 0000000e';
const PE_AMD64 = Buffer.concat([padded('4d5a').subarray(0, 0x3c), Buffer.from('40000000', 'hex'), Buffer.from('504500006486', 'hex'), Buffer.alloc(8)]);

test.each<[string, Buffer, Target | string]>([
  ['Linux on x86-64', padded('7f454c46 02010100 0000000000000000 0200 3e00'), 'linux/amd64'],
  ['Linux on arm64', padded('7f454c46 02010100 0000000000000000 0200 b700'), 'linux/arm64'],
  ['Linux on arm64, with the big end first', padded('7f454c46 02020100 0000000000000000 0002 00b7'), 'linux/arm64'],
  ['Linux on RISC-V', padded('7f454c46 02010103 0000000000000000 0200 f300'), 'linux/riscv64'],
  ['FreeBSD on x86-64', padded('7f454c46 02010109 0000000000000000 0200 3e00'), 'freebsd/amd64'],
  ['a processor of no name', padded('7f454c46 02010100 0000000000000000 0200 ffff'), 'linux/another processor'],
  ['macOS on x86-64', padded('cffaedfe 07000001 03000000 02000000'), 'darwin/amd64'],
  ['macOS on arm64', padded('cffaedfe 0c000001 00000000 02000000'), 'darwin/arm64'],
  ['Windows on x86-64', PE_AMD64, 'windows/amd64'],
])('a program for %s', (_, bytes, name) => {
  const [system, processor] = String(name).split('/');
  expect(readHeader(bytes, LINUX)).toEqual({ system, processor });
});

test('a universal program of macOS is for this machine if it can be', () => {
  expect(readHeader(padded(UNIVERSAL), MAC)).toEqual({ system: 'darwin', processor: 'arm64' });
  expect(readHeader(padded(UNIVERSAL), { ...MAC, processor: 'amd64' })).toEqual({ system: 'darwin', processor: 'amd64' });
  expect(readHeader(padded(UNIVERSAL), LINUX)).toMatchObject({ system: 'darwin' });
});

test.each([
  ['a script', Buffer.from('#!/bin/sh\n'), 'script'],
  ['text without an interpreter', Buffer.from('echo hello, this has no interpreter\n'), 'unknown'],
  ['nothing', Buffer.alloc(0), 'unknown'],
  ['a Java class', padded('cafebabe 00000041 0010 0a00'), 'unknown'],
  ['the start of a Windows program without the rest', padded('4d5a'), 'unknown'],
])('%s is no program', (_, bytes, kind) => {
  expect(readHeader(bytes, LINUX)).toBe(kind);
});

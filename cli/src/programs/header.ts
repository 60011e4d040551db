import type { Target } from './machine';

/** The content of a file by its first bytes: a program for a target, a script, or neither. */
export type Header = Target | 'script' | 'unknown';

/** Bytes of a file that the header is in. Windows programs name the place of theirs, which compilers write well below this. */
export const HEADER_BYTES = 4096;

/** Processors by `e_machine` of ELF: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const ELF_PROCESSORS: Readonly<Record<number, string>> = { 0x03: '386', 0x28: 'arm', 0x3e: 'amd64', 0xb7: 'arm64', 0xf3: 'riscv64' };
/** Systems by `EI_OSABI` of ELF. Most programs for Linux leave it at 0. */
const ELF_SYSTEMS: Readonly<Record<number, string>> = { 0: 'linux', 2: 'netbsd', 3: 'linux', 9: 'freebsd', 12: 'openbsd' };
/** Processors by `cputype` of Mach-O: `mach/machine.h` of XNU. */
const MACH_PROCESSORS: Readonly<Record<number, string>> = { 0x01000007: 'amd64', 0x0100000c: 'arm64' };
/** Processors by `Machine` of PE: https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types */
const PE_PROCESSORS: Readonly<Record<number, string>> = { 0x14c: '386', 0x8664: 'amd64', 0xaa64: 'arm64' };

const ELF = 0x7f454c46;
const MACH = 0xcffaedfe;
/** Java's class files begin alike; there, a version of at least 45 follows. */
const MACH_UNIVERSAL = 0xcafebabe;
const UNIVERSAL_ENTRY = 20;
const MAX_IN_UNIVERSAL = 40;
const MZ = 0x4d5a;
const PE = 0x50450000;
const SHEBANG = 0x2321;
const OTHER = 'another processor';

/**
 * Reads the header of a program.
 *
 * @param bytes the first bytes of the file
 * @param wanted the target returned for a universal program of macOS that has it
 */
export function readHeader(bytes: Buffer, wanted: Target): Header {
  if (bytes.length >= 2 && bytes.readUInt16BE(0) === SHEBANG) return 'script';
  if (bytes.length < UNIVERSAL_ENTRY) return 'unknown';
  const magic = bytes.readUInt32BE(0);
  if (magic === ELF) {
    const machine = bytes[5] === 2 ? bytes.readUInt16BE(18) : bytes.readUInt16LE(18);
    return { system: ELF_SYSTEMS[bytes[7] ?? 0] ?? 'another system', processor: ELF_PROCESSORS[machine] ?? OTHER };
  }
  if (magic === MACH) return { system: 'darwin', processor: MACH_PROCESSORS[bytes.readUInt32LE(4)] ?? OTHER };
  if (magic === MACH_UNIVERSAL) return readUniversal(bytes, wanted);
  if (bytes.readUInt16BE(0) === MZ && bytes.length >= 0x40) {
    const at = bytes.readUInt32LE(0x3c);
    if (at + 6 <= bytes.length && bytes.readUInt32BE(at) === PE) return { system: 'windows', processor: PE_PROCESSORS[bytes.readUInt16LE(at + 4)] ?? OTHER };
  }
  return 'unknown';
}

function readUniversal(bytes: Buffer, wanted: Target): Header {
  const count = bytes.readUInt32BE(4);
  if (count === 0 || count > MAX_IN_UNIVERSAL || 8 + count * UNIVERSAL_ENTRY > bytes.length) return 'unknown';
  const processors = Array.from({ length: count }, (_, index) => MACH_PROCESSORS[bytes.readUInt32BE(8 + index * UNIVERSAL_ENTRY)] ?? OTHER);
  return { system: 'darwin', processor: processors.find((processor) => processor === wanted.processor) ?? processors[0] ?? OTHER };
}

/** An operating system and a processor, in the words of Go. */
export interface Target {
  readonly system: string;
  readonly processor: string;
}

/** Everything that differs between the machines that the command runs on, in one place. */
const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };
const NAMES: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', windows: 'Windows', amd64: 'x86-64', arm64: 'arm64', 386: 'x86', arm: 'arm' };

/** The target for which a program must be built to run here. */
export function thisMachine(platform: NodeJS.Platform = process.platform, arch: string = process.arch): Target {
  return { system: SYSTEMS[platform] ?? platform, processor: PROCESSORS[arch] ?? arch };
}

/** The target as people call it. */
export function nameOf({ system, processor }: Target): string {
  return `${NAMES[system] ?? system} on ${NAMES[processor] ?? processor}`;
}

/** The variables by which Go, and whatever builds for another machine in its way, learn the target. */
export function buildVariables({ system, processor }: Target): Readonly<Record<string, string>> {
  return { GOOS: system, GOARCH: processor, LISTBACKUP_BUILD_FOR: `${system}/${processor}` };
}

/** `e_machine` of an ELF header: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const ELF: Readonly<Record<number, string>> = { 0x03: '386', 0x28: 'arm', 0x3e: 'amd64', 0xb7: 'arm64', 0xf3: 'riscv64' };
/** `cputype` of a Mach-O header: `mach/machine.h` of XNU. */
const MACH_O: Readonly<Record<number, string>> = { 0x01000007: 'amd64', 0x0100000c: 'arm64' };
/** `Machine` of a PE header: https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types */
const PE: Readonly<Record<number, string>> = { 0x014c: '386', 0x8664: 'amd64', 0xaa64: 'arm64' };

/** The bytes that tell a program's target. */
export const HEADER_BYTES = 4096;

/** The target that a program was built for; `undefined` for a script, and for anything else that has no such header. */
export function targetIn(header: Buffer): Target | undefined {
  if (header.length < 20) return undefined;
  const magic = header.readUInt32BE(0);
  if (magic === 0x7f454c46) {
    const machine = header[5] === 2 ? header.readUInt16BE(18) : header.readUInt16LE(18);
    return { system: 'linux', processor: ELF[machine] ?? `machine ${machine}` };
  }
  if (magic === 0xcffaedfe) {
    const type = header.readUInt32LE(4);
    return { system: 'darwin', processor: MACH_O[type] ?? `machine ${type}` };
  }
  if (header.toString('latin1', 0, 2) === 'MZ' && header.length >= 64) {
    const at = header.readUInt32LE(60);
    const machine = at + 6 <= header.length ? header.readUInt16LE(at + 4) : 0;
    return { system: 'windows', processor: PE[machine] ?? `machine ${machine}` };
  }
  return undefined;
}

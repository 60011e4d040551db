/** An operating system and a processor, in the words of Go. */
export interface Target {
  readonly system: string;
  readonly processor: string;
}

/** Go's names of Node.js's `process.platform` and `process.arch`, where they differ. */
const SYSTEMS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
/** The names that people use. */
const NAMES: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', windows: 'Windows', freebsd: 'FreeBSD', amd64: 'x86-64', 386: 'x86' };

/**
 * Returns the target for which a program must be built to run on this machine.
 *
 * @see https://go.dev/doc/install/source#environment
 */
export function thisMachine(platform: string = process.platform, arch: string = process.arch): Target {
  return { system: SYSTEMS[platform] ?? platform, processor: PROCESSORS[arch] ?? arch };
}

/** Returns the target as people call it. */
export function nameOf({ system, processor }: Target): string {
  return `${NAMES[system] ?? system} on ${NAMES[processor] ?? processor}`;
}

/** Returns the variables by which Go, and everything else that builds for another machine in its way, learns the target. */
export function buildVariables({ system, processor }: Target): Readonly<Record<string, string>> {
  return { GOOS: system, GOARCH: processor, LISTBACKUP_BUILD_FOR: `${system}/${processor}` };
}

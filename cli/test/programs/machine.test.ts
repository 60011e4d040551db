import { buildVariables, nameOf, thisMachine } from '../../src/programs';

test.each([
  ['linux', 'x64', 'linux', 'amd64', 'Linux on x86-64'],
  ['linux', 'arm64', 'linux', 'arm64', 'Linux on arm64'],
  ['darwin', 'arm64', 'darwin', 'arm64', 'macOS on arm64'],
  ['darwin', 'x64', 'darwin', 'amd64', 'macOS on x86-64'],
  ['win32', 'ia32', 'windows', '386', 'Windows on x86'],
])('Node.js on %s and %s has Go build for %s/%s', (platform, arch, GOOS, GOARCH, name) => {
  const machine = thisMachine(platform, arch);
  expect(buildVariables(machine)).toEqual({ GOOS, GOARCH, LISTBACKUP_BUILD_FOR: `${GOOS}/${GOARCH}` });
  expect(nameOf(machine)).toBe(name);
});

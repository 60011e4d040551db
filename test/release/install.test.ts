import { readFileSync } from 'fs';
import { join } from 'path';
import { satisfies } from 'semver';
import nodeVersions from '../../scripts/node-versions.json';

interface LockedPackage {
  readonly version?: string;
  readonly deprecated?: string;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', name), 'utf8'));
}

const { packages } = readJson<{ packages: Record<string, LockedPackage> }>('package-lock.json');
const { allowScripts } = readJson<{ allowScripts: Record<string, boolean> }>('package.json');

/** Packages that npm downloads, with their paths below `node_modules`. */
const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
const named = (found: typeof installed) => found.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);

describe('npm ci prints no warning', () => {
  test('the lock file is read', () => {
    expect(installed.length).toBeGreaterThan(500);
  });

  test.each(nodeVersions)('of a package that does not support Node.js %s', (node) => {
    expect(named(installed.filter(([, { engines }]) => engines?.node !== undefined && !satisfies(node, engines.node)))).toEqual([]);
  });

  test('of a deprecated package', () => {
    expect(named(installed.filter(([, { deprecated }]) => deprecated !== undefined))).toEqual([]);
  });

  test('of an install script: each one is allowed or denied', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.split('node_modules/').at(-1));
    expect([...new Set(scripted)].sort()).toEqual(Object.keys(allowScripts).sort());
  });
});

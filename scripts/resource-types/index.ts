// Writes what the registry's schemas and the service specification know of every resource type into one file.
// usage: npx projen resource-types [FOLDER]; without the folder of cfn-lint's schemas, they come from PyPI
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { Merger } from './merge';
import { registrySchemas } from './registry';

/** The package on PyPI that has the schemas of the registry; the upgrade workflow takes the newest. */
const CFN_LINT = 'cfn-lint>=1.58,<2';
const OUTPUT = join(__dirname, '../../cli/registry/resource-types.json');

function downloaded<T>(use: (folder: string) => T): T {
  const room = mkdtempSync(join(tmpdir(), 'resource-types-'));
  try {
    execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', room, CFN_LINT], { stdio: 'inherit' });
    return use(join(room, 'cfnlint/data/schemas'));
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function write(folder: string): void {
  if (!readdirSync(folder).includes('providers')) throw new Error(`${folder}: holds no folder "providers"; expected cfnlint/data/schemas`);
  const schemas = registrySchemas(folder);
  const database = loadAwsServiceSpecSync();
  const merger = new Merger(database);
  const types = [...new Set([...schemas.keys(), ...database.all('resource').map(({ cloudFormationType }) => cloudFormationType)])].sort();
  const rows = types.map((type) => `${JSON.stringify(type)}:${JSON.stringify(merger.row(type, schemas.get(type)))}`);
  const date = (JSON.parse(readFileSync(join(folder, 'version.json'), 'utf8')) as { readonly schema_date: string }).schema_date;
  const nodes = merger.nodes.map((node) => JSON.stringify(node));
  writeFileSync(OUTPUT, `{"date":${JSON.stringify(date)},\n"types":{\n${rows.join(',\n')}\n},\n"nodes":[\n${nodes.join(',\n')}\n]}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) downloaded(write);
else write(folder);

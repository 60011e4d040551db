// Writes which regions there are (by the registry and by CDK), and which of them lack a resource type that the library creates,
// from the registry schemas that cfn-lint ships.
// usage: npx projen registry:regions
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { RegionInfo } from 'aws-cdk-lib-newest/region-info';
import { run, scanners } from './scan/python';

const SOURCES = join(__dirname, '../src');
const load = createRequire(__filename);

/** Prints `{ read, regions, lacking }`: the date of the schemas, the regions, and which of them lack one of the named types. */
const PROGRAM = `
import json, os, sys
from cfnlint.data import schemas
root = os.path.dirname(schemas.__file__)
providers = os.path.join(root, 'providers')
regions = {name[:-5]: json.load(open(os.path.join(providers, name))) for name in sorted(os.listdir(providers)) if name.endswith('.json') and name != 'sam.json'}
lacking = {wanted: [region for region in regions if wanted not in regions[region]] for wanted in sys.argv[1:]}
print(json.dumps({'read': json.load(open(os.path.join(root, 'version.json')))['schema_date'][:10], 'regions': list(regions), 'lacking': lacking}))
`;

/** The resource types that the sources create: the L1 classes that they import, and types that they give by name. */
function createdTypes(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const types = files.flatMap((name) => {
    const text = readFileSync(join(SOURCES, name), 'utf8');
    const classes = [...text.matchAll(/import \{([^}]*)\} from 'aws-cdk-lib\/(aws-[a-z0-9-]+)'/g)].flatMap(([, names, module]) => (
      names.split(',').map((each) => each.trim().split(' as ')[0]).filter((each) => /^Cfn\w+(?<!Props)$/.test(each)).map((each) => typeOf(module, each))
    ));
    return [...classes, ...[...text.matchAll(/\btype: '(AWS::\w+::\w+)'/g)].map(([, type]) => type)];
  });
  return [...new Set(types.filter((type) => type !== undefined))].sort();
}

function typeOf(module: string, name: string): string | undefined {
  const exported = load(`aws-cdk-lib/${module}`) as Record<string, { CFN_RESOURCE_TYPE_NAME?: string } | undefined>;
  return exported[name]?.CFN_RESOURCE_TYPE_NAME;
}

const types = createdTypes();
const { read, regions, lacking } = JSON.parse(run(join(scanners(), 'python'), ['-c', PROGRAM, ...types])) as {
  read: string; regions: string[]; lacking: Record<string, string[]>;
};
const nowhere = types.filter((type) => lacking[type].length === regions.length);
if (nowhere.length > 0) throw new Error(`${nowhere.join(', ')}: no region has this type; is its name right?`);

// The registry's schemas leave out a region now and then; CDK knows it, and that it lacks a type is then unknown.
const known = [...new Set([...regions, ...RegionInfo.regions.map(({ name }) => name)])].sort();

const list = (values: readonly string[]): string => JSON.stringify(values).replace(/,/g, ', ');
writeFileSync(join(SOURCES, 'validation/regions.json'), `{
  "read": "${read}",
  "regions": ${list(known)},
  "lacking": {
${types.map((type) => `    ${JSON.stringify(type)}: ${list(lacking[type])}`).join(',\n')}
  }
}
`);

// The same templates from bare CfnResource: what no library can go below. usage: node bare.js OUTDIR TEMPLATES_DIR
require('./report');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { App, CfnOutput, CfnResource, Stack } = require('aws-cdk-lib');

const [outdir, templates] = process.argv.slice(2);
const app = new App({ outdir });
for (const file of readdirSync(templates).filter((name) => name.endsWith('.template.json'))) {
  const template = JSON.parse(readFileSync(join(templates, file), 'utf8'));
  const stack = new Stack(app, file.replace('.template.json', ''), { env: { account: '123456789012', region: 'us-west-2' } });
  const resources = {};
  for (const [id, { Type, Properties, DeletionPolicy, UpdateReplacePolicy }] of Object.entries(template.Resources ?? {})) {
    const resource = new CfnResource(stack, id, { type: Type, properties: Properties });
    if (DeletionPolicy) resource.cfnOptions.deletionPolicy = DeletionPolicy;
    if (UpdateReplacePolicy) resource.cfnOptions.updateReplacePolicy = UpdateReplacePolicy;
    resources[id] = resource;
  }
  for (const [id, { DependsOn }] of Object.entries(template.Resources ?? {})) {
    for (const dependency of [DependsOn ?? []].flat()) resources[id].addDependency(resources[dependency]);
  }
  for (const [key, { Value, Export }] of Object.entries(template.Outputs ?? {})) {
    new CfnOutput(stack, `Output${key}`, { value: Value, exportName: Export?.Name }).overrideLogicalId(key);
  }
}
app.synth();

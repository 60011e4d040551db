// The common part of the apps from templates: everything but the resources. usage: require('./assembled')(make), node APP.js OUTDIR TEMPLATES_DIR
require('./report');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { App, CfnOutput, Stack } = require('aws-cdk-lib');

const SUFFIX = '.template.json';

/** @param make stack, logical ID, resource as in the template → the L1 resource */
module.exports = function assemble(make) {
  const [outdir, templates] = process.argv.slice(2);
  const app = new App({ outdir });
  for (const file of readdirSync(templates).filter((name) => name.endsWith(SUFFIX))) {
    const { Resources = {}, Outputs = {} } = JSON.parse(readFileSync(join(templates, file), 'utf8'));
    const stack = new Stack(app, file.slice(0, -SUFFIX.length), { env: { account: '123456789012', region: 'us-west-2' } });
    const made = {};
    for (const [id, resource] of Object.entries(Resources)) {
      made[id] = make(stack, id, resource);
      if (resource.DeletionPolicy) made[id].cfnOptions.deletionPolicy = resource.DeletionPolicy;
      if (resource.UpdateReplacePolicy) made[id].cfnOptions.updateReplacePolicy = resource.UpdateReplacePolicy;
    }
    for (const [id, { DependsOn = [] }] of Object.entries(Resources)) {
      for (const dependency of [DependsOn].flat()) made[id].addDependency(made[dependency]);
    }
    for (const [key, { Value, Export }] of Object.entries(Outputs)) {
      new CfnOutput(stack, `Output${key}`, { value: Value, exportName: Export?.Name }).overrideLogicalId(key);
    }
  }
  app.synth();
};

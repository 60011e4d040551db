// Has the CDK's own validator judge templates. usage: node --require test/newest/use-newest.js validate-samples.js FOLDER
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { App, Stack } = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');

const [folder] = process.argv.slice(2);
const app = new App({ outdir: join(folder, 'cdk.out') });
const bare = join(folder, 'bare');
mkdirSync(bare);
for (const name of readdirSync(folder).filter((file) => file.endsWith('.template.json'))) {
  // What the CDK adds to each template it adds again.
  const { Parameters, Rules, ...template } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  writeFileSync(join(bare, name), JSON.stringify(template));
  new CfnInclude(new Stack(app, `Sample${name.split('.')[0]}`), 'Template', { templateFile: join(bare, name) });
}
app.synth();

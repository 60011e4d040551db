// Rewrites templates for apps/typed.js: each resource with the class that CDK generates for its type, and the props that this class takes.
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { App, Stack } = require('aws-cdk-lib');
const { withTokens } = require('./apps/tokens');

const CLASSES = JSON.parse(readFileSync(join(dirname(require.resolve('aws-cdk-lib/package.json')), 'cloudformation-include', 'cfn-types-2-classes.json'), 'utf8'));
const PLAIN = { parseValue: (value) => value, handleAttributes: () => undefined };

function writeTypedProps(from, to) {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from).filter((name) => name.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(join(from, file), 'utf8'));
    const stack = new Stack(new App({ outdir: join(to, 'unused') }), 'Unused');
    const intrinsics = new Map();
    const resources = Object.entries(template.Resources).map(([id, resource]) => {
      const [service, name] = CLASSES[resource.Type].replace('aws-cdk-lib/', '').split('.');
      const Properties = withTokens(resource.Properties ?? {}, (token, intrinsic) => intrinsics.set(token, intrinsic));
      // As `CfnInclude` reads a template. What the class was given is what a person would have written.
      const made = require(`aws-cdk-lib/${service}`)[name]._fromCloudFormation(stack, id, { Properties }, { parser: PLAIN });
      return [id, { ...resource, Class: [service, name], Properties: made._cfnProperties }];
    });
    const text = JSON.stringify({ ...template, Resources: Object.fromEntries(resources) }, (key, value) => intrinsics.get(value) ?? value);
    writeFileSync(join(to, file), text);
  }
}

module.exports = { writeTypedProps };

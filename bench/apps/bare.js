// The same templates from bare CfnResource: what no library can go below. usage: node bare.js OUTDIR TEMPLATES_DIR
const assemble = require('./assembled');
const { CfnResource } = require('aws-cdk-lib');

assemble((stack, id, { Type, Properties }) => new CfnResource(stack, id, { type: Type, properties: Properties }));

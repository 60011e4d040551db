// The same templates from bare CfnResource: what no library can go below. usage: node bare.js OUTDIR TEMPLATES_DIR
const { CfnResource } = require('aws-cdk-lib');
const assemble = require('./assembled');

assemble((stack, id, { Type, Properties }) => new CfnResource(stack, id, { type: Type, properties: Properties }));

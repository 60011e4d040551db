// The same templates through CDK's generated classes. usage: node typed.js OUTDIR DIR, whose templates hold props, as typed-props.js writes them
const assemble = require('./assembled');
const { withTokens } = require('./tokens');

assemble((stack, id, { Class: [service, name], Properties }) => new (require(`aws-cdk-lib/${service}`)[name])(stack, id, withTokens(Properties)));

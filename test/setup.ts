process.env.CDK_VALIDATION = 'false';
// Where a construct was created is in no template, and recording it takes a fifth of the time of every synthesis.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:disable-creation-stack-traces': true });
process.env.CDK_DISABLE_STACK_TRACE = '1';
// Node.js's own limit: Jest raises it to 100, and the CDK makes thousands of errors that it throws away.
Error.stackTraceLimit = 10;

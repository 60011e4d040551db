// Loaded before an app (`node --require`): whatever asks for aws-cdk-lib gets the newest one, as a consumer's app may have it.
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveNewest(request, ...rest) {
  const newest = request.replace(/^aws-cdk-lib(?=$|\/)/, 'aws-cdk-lib-newest');
  return resolve.call(this, newest, ...rest);
};

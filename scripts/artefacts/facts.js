// Facts about every package, written by hand: the package managers' files are checked against them.
const { version } = require('../../package.json');

module.exports = {
  VERSION: version,
  LICENCE: 'Apache-2.0',
  /** The beginning and the end of the license's text in each package. */
  LICENCE_TEXT: /Apache License\s+Version 2\.0, January 2004/,
  REPOSITORY: 'https://github.com/ListBackup-ai/listbackup-infrastructure',
  LIBRARY: 'listbackup-infrastructure',
  COMMAND: 'listbackup-cli',
  CDK: { from: '2.260.0', below: '3.0.0' },
  CONSTRUCTS: { from: '10.6.0', below: '11.0.0' },
};

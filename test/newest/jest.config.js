// The suite of package.json with the newest aws-cdk-lib in the place of the oldest.
const { jest } = require('../../package.json');

module.exports = {
  ...jest,
  rootDir: '../..',
  // These choose their own versions, or need none.
  testPathIgnorePatterns: [...jest.testPathIgnorePatterns, '<rootDir>/test/(newest|compat|scripts)/', '/warnings-printed[.]slow[.]test[.]ts$'],
  moduleNameMapper: { '^aws-cdk-lib(/.*)?$': 'aws-cdk-lib-newest$1' },
  reporters: [['default', { summaryThreshold: 100 }], ['jest-junit', { outputDirectory: 'test-reports', outputName: 'junit-newest.xml' }]],
};

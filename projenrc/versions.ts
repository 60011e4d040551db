import nodeVersions from '../scripts/node-versions.json';

/** The lowest `aws-cdk-lib` a consumer may have: everything compiles and is tested against it. */
export const CDK_VERSION = '2.260.0';

/** The newest `aws-cdk-lib` that the tests have seen. */
export const NEWEST_CDK_VERSION = '2.276.0';

export const CONSTRUCTS_VERSION = '10.6.0';

/** Supported Node.js versions, the lowest first. The last one builds and releases: npm's trusted publishing needs 22.14 or later. */
export const NODE_VERSIONS: readonly string[] = nodeVersions;

export const RELEASE_NODE_VERSION = NODE_VERSIONS[NODE_VERSIONS.length - 1];

/** The publishing tools; never `latest`, because they run with permission to publish. */
export const PUBLIB_VERSION = '0.2.1061';

/** The compiler written in Go: it checks types in a sixth of the time. jsii, ESLint and the fixtures of jsii-rosetta need the API of the one before. */
export const NATIVE_TYPESCRIPT_VERSION = '7.0.2';

/** By its path, since the command `tsc` is that of the compiler which jsii needs. */
export const NATIVE_TSC = 'node_modules/typescript-native/bin/tsc';

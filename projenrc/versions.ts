import nodeVersions from '../scripts/node-versions.json';

/** The lowest `aws-cdk-lib` a consumer may have: everything compiles and is tested against it. */
export const CDK_VERSION = '2.260.0';

/** The newest `aws-cdk-lib` that the tests have seen. */
export const NEWEST_CDK_VERSION = '2.276.0';

export const CONSTRUCTS_VERSION = '10.6.0';

/** What the packages run on, the lowest first. The last one builds and releases: npm's trusted publishing needs 22.14 or later. */
export const NODE_VERSIONS: readonly string[] = nodeVersions;

export const RELEASE_NODE_VERSION = NODE_VERSIONS[NODE_VERSIONS.length - 1];

/** What publishes to the registries; never `latest`, since it runs with the right to publish. */
export const PUBLIB_VERSION = '0.2.1061';

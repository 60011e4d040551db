import { awscdk, github, javascript, JsonPatch, release, ReleasableCommits, Task, typescript } from 'projen';
import { PUBLIB_VERSION, RELEASE_NODE_VERSION } from './versions';

/** The types of commits, and the heading of each in the changelog; those without one are left out of it. */
const COMMIT_TYPES: Readonly<Record<string, string | undefined>> = {
  feat: 'Features',
  fix: 'Fixes',
  perf: 'Speed',
  revert: 'Reverts',
  docs: 'Documentation',
  refactor: undefined,
  test: undefined,
  build: undefined,
  ci: undefined,
  chore: undefined,
};

/** Commit types that change nothing for a user, and therefore cause no release. */
const RELEASED_TYPES = ['feat', 'fix', 'perf', 'revert'];

/** A version of a dependency that is withdrawn is mostly withdrawn within days. */
const COOL_DOWN_DAYS = 7;

export const RELEASE_OPTIONS = {
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release',
  releasableCommits: ReleasableCommits.ofType(RELEASED_TYPES),
  // The API is declared stable, so the first release is one.
  minMajorVersion: 1,
  versionrcOptions: { types: Object.entries(COMMIT_TYPES).map(([type, section]) => (section ? { type, section } : { type, hidden: true })) },
  jsiiReleaseVersion: PUBLIB_VERSION,
  npmTrustedPublishing: true,
  npmProvenance: true,
  depsUpgradeOptions: { cooldown: COOL_DOWN_DAYS, workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
} satisfies Partial<awscdk.AwsCdkConstructLibraryOptions>;

export const PULL_REQUEST_LINT_OPTIONS = { semanticTitleOptions: { types: Object.keys(COMMIT_TYPES) } };

/** The command has the library's version, is packed with it, and is published by the same run. */
export function releaseTogether(project: awscdk.AwsCdkConstructLibrary, cli: typescript.TypeScriptProject, resourceTypes: Task): void {
  const followVersion = 'node scripts/cli-version.js';
  project.tasks.tryFind('bump')?.exec(followVersion);
  project.tasks.tryFind('unbump')?.exec(followVersion);

  // The root's upgrade does not reach the workspace; the cool-down is in its environment.
  project.tasks.tryFind('post-upgrade')?.exec('npm update --workspace cli');
  // What the registry says of resource types changes weekly, and with it what a plan and the guard know.
  project.tasks.tryFind('post-upgrade')?.spawn(resourceTypes);

  const packageCli = project.addTask('package:cli', {
    description: `Pack ${cli.package.packageName} into dist/cli`,
    steps: [{ exec: 'mkdir -p dist/cli' }, { exec: 'npm pack --workspace cli --pack-destination dist/cli --silent' }],
  });
  project.tasks.tryFind('package-all')?.spawn(packageCli);
  // In CI `package` makes what the first job of a release can; other jobs add the rest.
  project.packageTask.spawn(packageCli, { condition: 'node -e "if (!process.env.CI) process.exit(1)"' });

  project.addTask('release:dry-run', {
    description: 'All of a release but publishing: the next version, its packages, what is in them, and a synthesis with each',
    exec: 'node scripts/release-dry-run.js',
  });

  project.release?.addJobs({ release_cli: publishCli(cli.package.packageName) });
  const workflow = project.github?.tryFindWorkflow('release')?.file;
  // The tag is made by the last job, so that a release that broke off can be run again.
  workflow?.patch(JsonPatch.add('/jobs/release_github/needs/-', 'release_cli'));
}

function publishCli(name: string): github.workflows.Job {
  return {
    name: `Publish ${name} to npm`,
    needs: ['release'],
    runsOn: ['ubuntu-latest'],
    environment: RELEASE_OPTIONS.releaseEnvironment,
    permissions: { contents: github.workflows.JobPermission.READ, idToken: github.workflows.JobPermission.WRITE },
    if: "needs.release.outputs.tag_exists != 'true' && needs.release.outputs.latest_commit == github.sha",
    tools: { node: { version: RELEASE_NODE_VERSION } },
    steps: [
      github.WorkflowSteps.downloadArtifact({
        name: 'Download build artifacts',
        with: { artifactIds: ['${{ needs.release.outputs.artifact_id }}'], path: 'dist' },
      }),
      {
        name: 'Release',
        run: `npx -p publib@${PUBLIB_VERSION} publib-npm dist/cli`,
        env: {
          NPM_DIST_TAG: 'latest',
          NPM_CONFIG_PROVENANCE: 'true',
          NPM_TRUSTED_PUBLISHER: 'true',
          PUBLIB_DRYRUN: '${{ inputs.dry_run }}',
        },
      },
    ],
  };
}

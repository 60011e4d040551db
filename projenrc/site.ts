import { awscdk, github } from 'projen';
import { inJob } from './compatibility';
import { RELEASE_NODE_VERSION } from './versions';

const { READ, WRITE } = github.workflows.JobPermission;

/** Files that the build of the site writes. */
const BUILT = ['/site/pages/', '/site/.vitepress/cache/', '/site/.vitepress/dist/'];

/** Builds the site in every pull request, and publishes it to GitHub Pages at the end of a release. */
export function publishSite(project: awscdk.AwsCdkConstructLibrary): void {
  project.gitignore.exclude(...BUILT);
  project.npmignore?.exclude('/site/');
  project.addTask('site', {
    description: 'Build the guides and the API pages as a static site, and check its links',
    cwd: 'site',
    steps: [{ exec: 'npm ci' }, { exec: 'npm run build' }],
  });
  project.github?.tryFindWorkflow('build')?.addJobs({ site: inJob('The site', BUILD) });
  project.release?.addJobs({ site: publishJob() });
}

/** Commands that build the site. They need no other package of the repository. */
const BUILD = ['npm ci --prefix site', 'npm run build --prefix site'];

/** @see https://docs.github.com/en/pages/getting-started-with-github-pages/using-custom-workflows-with-github-pages */
function publishJob(): github.workflows.Job {
  return {
    name: 'Publish the site to GitHub Pages',
    // After the release itself: if that was skipped, so is this job.
    needs: ['release_github'],
    runsOn: ['ubuntu-latest'],
    environment: { name: 'github-pages', url: '${{ steps.deployment.outputs.page_url }}' },
    permissions: { contents: READ, pages: WRITE, idToken: WRITE },
    if: '${{ !inputs.dry_run }}',
    tools: { node: { version: RELEASE_NODE_VERSION } },
    steps: [
      github.WorkflowSteps.checkout(),
      ...BUILD.map((run) => ({ name: run, run })),
      { name: 'Upload the site', uses: 'actions/upload-pages-artifact@v3', with: { path: 'site/.vitepress/dist' } },
      { name: 'Deploy the site', id: 'deployment', uses: 'actions/deploy-pages@v4' },
    ],
  };
}

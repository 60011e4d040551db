import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly environment?: string | { readonly name: string };
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const ROOT = join(__dirname, '..', '..');
const workflow = (name: string) => parse(readFileSync(join(ROOT, '.github', 'workflows', `${name}.yml`), 'utf8')) as Workflow;
const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8')) as { tasks: Record<string, { env?: Record<string, string> }> };

const release = workflow('release');
const PUBLISHING = ['release_npm', 'release_cli', 'release_pypi', 'release_maven', 'release_golang'];

describe('a release', () => {
  test('is started by hand alone', () => {
    expect(Object.keys(release.on)).toEqual(['workflow_dispatch']);
  });

  test('publishes both packages and the three other languages, each once a maintainer has approved', () => {
    expect(Object.keys(release.jobs).sort()).toEqual(['release', 'release_github', 'site', ...PUBLISHING].sort());
    for (const name of [...PUBLISHING, 'release_github']) expect(release.jobs[name].environment).toBe('release');
  });

  test('is tagged when everything is published, so that what broke off can go on', () => {
    expect([...(release.jobs.release_github.needs ?? [])].sort()).toEqual(['release', ...PUBLISHING].sort());
  });

  test.each(['release_npm', 'release_cli'])('%s stores no token, and proves where the package was made', (name) => {
    const { env } = release.jobs[name].steps.at(-1) ?? {};
    expect(env).toMatchObject({ NPM_CONFIG_PROVENANCE: 'true', NPM_TRUSTED_PUBLISHER: 'true' });
    expect(env).not.toHaveProperty('NPM_TOKEN');
    expect(release.jobs[name].permissions).toEqual({ 'id-token': 'write', 'contents': 'read' });
  });

  test('the wheel needs no token either', () => {
    const { env } = release.jobs.release_pypi.steps.at(-1) ?? {};
    expect(env).toMatchObject({ PYPI_TRUSTED_PUBLISHER: 'true' });
    expect(Object.keys(env ?? {}).filter((key) => key.startsWith('TWINE'))).toEqual([]);
  });

  test.each(PUBLISHING)('%s publishes with a version of publib that is named, and does nothing in a dry run', (name) => {
    const { run, env } = release.jobs[name].steps.at(-1) ?? {};
    expect(run).toMatch(/publib@\d+\.\d+\.\d+\b/);
    expect(env).toMatchObject({ PUBLIB_DRYRUN: '${{ inputs.dry_run }}' });
  });

  test("the Node.js that publishes is one that npm's trusted publishing takes: 22.14 or later", () => {
    for (const name of ['release_npm', 'release_cli']) {
      const setup = release.jobs[name].steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'));
      const [major, minor] = String(setup?.with?.['node-version']).split('.').map(Number);
      expect(major * 100 + minor).toBeGreaterThanOrEqual(2214);
    }
  });
});

describe('the site', () => {
  const { needs, permissions, environment, steps, if: condition } = release.jobs.site;

  test('is published after the release, and not by a dry run', () => {
    expect(needs).toBe('release_github');
    expect(condition).toBe('${{ !inputs.dry_run }}');
  });

  test('is published to GitHub Pages alone', () => {
    expect(permissions).toEqual({ 'contents': 'read', 'pages': 'write', 'id-token': 'write' });
    expect(environment).toMatchObject({ name: 'github-pages' });
    expect(steps.at(-1)?.uses).toMatch(/^actions\/deploy-pages@/);
  });

  test('is built with its own lock file in every pull request', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'site', 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
    expect(packages['node_modules/vitepress'].version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const job of [release.jobs.site, workflow('build').jobs.site]) {
      expect(job.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci --prefix site', 'npm run build --prefix site']);
    }
  });
});

describe('a pull request', () => {
  const { jobs } = workflow('build');

  test('runs the tests on each supported Node.js, and the whole proof, which takes in the newest aws-cdk-lib', () => {
    const built = jobs.build.steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'))?.with?.['node-version'];
    expect([...(jobs.node.strategy?.matrix.node ?? []), built].map((version) => String(version).split('.')[0])).toEqual(['20', '22', '24']);
    expect(jobs.proof.steps.map(({ run }) => run)).toContain('.ci/run');
    expect(readFileSync(join(ROOT, '.ci', 'run'), 'utf8')).toMatch(/^npm run test:all /m);
  });
});

test('dependencies are raised to versions that are seven days old', () => {
  expect(tasks.upgrade.env?.NPM_CONFIG_BEFORE).toContain(String(7 * 24 * 60 * 60 * 1000));
  expect(Object.keys(workflow('upgrade-main').on)).toContain('schedule');
});

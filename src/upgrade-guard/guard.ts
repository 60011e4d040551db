import { IConstruct } from 'constructs';
import { stacksOf } from './app-stacks';
import { Finding, isRefused } from './finding';
import { judge } from './judge';
import { readLock, writeLock } from './lock-file';
import { show } from '../stage/refuse';

/** The context key with which the owner accepts a change. */
const UPDATE_LOCK = 'listbackup:update-lock';

/**
 * Compares an app with its lock file when every template is written and the assembly is not, so that what is refused leaves nothing to deploy.
 * A validation plugin alone only sets the exit code with older versions of aws-cdk-lib, and that of Node.js: an app in Python would end well.
 */
export class Guard {
  /** What the last synthesis found. */
  public findings: readonly Finding[] = [];

  public constructor(private readonly app: IConstruct, private readonly lockFile: string, private readonly everyStack: boolean) {}

  /** What `attachCustomSynthesis` calls, for the app after all of its stacks. */
  public onSynthesize(): void {
    this.findings = this.compare();
    const refused = this.findings.filter(isRefused);
    if (refused.length === 0) return;
    const lines = refused.map(({ rule, what, fix }) => `- [${rule}] ${what}.\n  ${fix}`);
    throw new Error(`ListBackupUpgradeGuard refuses what this change does:\n${lines.join('\n')}`);
  }

  private compare(): readonly Finding[] {
    const update = wantsUpdate(this.app);
    const lock = readLock(this.lockFile);
    if (!lock && !update) {
      throw new Error(`${this.lockFile} is not there, so that nothing guards this app. Make it once, and commit it: cdk synth -c ${UPDATE_LOCK}=true`);
    }
    const verdict = judge(stacksOf(this.app), lock ?? [], this.everyStack);
    if (!update) return verdict.findings;
    writeLock(this.lockFile, verdict.lock);
    return [];
  }
}

function wantsUpdate(app: IConstruct): boolean {
  const asked: unknown = app.node.tryGetContext(UPDATE_LOCK);
  if (asked === undefined || asked === false || asked === 'false') return false;
  if (asked === true || asked === 'true') return true;
  throw new Error(`The context ${UPDATE_LOCK} is ${show(asked)}. It is true or false. For example: cdk synth -c ${UPDATE_LOCK}=true.`);
}

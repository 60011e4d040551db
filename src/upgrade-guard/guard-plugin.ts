import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AppStack, stacksOf } from './app-stacks';
import { Finding, GUARD_RULES } from './finding';
import { judge } from './judge';
import { readLock, writeLock } from './lock-file';
import { show } from '../stage/refuse';

/** The context key with which the owner accepts a change. */
export const UPDATE_LOCK = 'listbackup:update-lock';

/** The plugin that CDK runs after synthesis, whatever switch turns its own validation off. */
export class GuardPlugin implements IPolicyValidationPlugin {
  public readonly name = 'ListBackupUpgradeGuard';
  public readonly ruleIds = Object.keys(GUARD_RULES);

  public constructor(private readonly lockFile: string, private readonly everyStack: boolean) {}

  public validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const stacks = stacksOf(appConstruct);
    const violations = this.findings(appConstruct, stacks).map((finding) => violation(finding, stacks));
    return { success: violations.every(({ severity }) => severity === 'warning'), violations };
  }

  /** CDK prints what a plugin throws in another form in each version; a finding always looks the same. */
  private findings(app: IConstruct, stacks: readonly AppStack[]): readonly Finding[] {
    try {
      return this.judged(app, stacks);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      return [{ rule: 'lock-file', stack: '', what, fix: `Mend what is said, and synthesize again; the lock file is ${this.lockFile}` }];
    }
  }

  private judged(app: IConstruct, stacks: readonly AppStack[]): readonly Finding[] {
    const update = wantsUpdate(app);
    const lock = readLock(this.lockFile);
    if (!lock && !update) {
      throw new Error(`${this.lockFile} is not there, so that nothing guards this app. Make it once, and commit it: cdk synth -c ${UPDATE_LOCK}=true`);
    }
    const verdict = judge(stacks, lock ?? [], this.everyStack);
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

/** `fatal` cannot be acknowledged away: only the lock file, which is in version control, says what is accepted. */
function violation({ rule, stack, logicalId, property, what, fix }: Finding, stacks: readonly AppStack[]): PolicyViolation {
  const standing = stacks.find(({ name }) => name === stack);
  const constructPath = standing?.constructPath;
  return {
    ruleName: rule,
    description: `${what}.`,
    fix,
    severity: rule === 'not-locked' ? 'warning' : 'fatal',
    violatingResources: [{
      ...logicalId !== undefined && standing ? { resourceLogicalId: logicalId, templatePath: standing.templatePath } : { constructPath: constructPath ?? '' },
      locations: property === undefined ? [] : [property],
    }],
  };
}

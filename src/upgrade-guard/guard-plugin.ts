import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { stacksOf } from './app-stacks';
import { Finding, GUARD_RULES, isRefused } from './finding';
import { Guard } from './guard';

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

import type { NamedChange, PropertyChange, StackChange } from '../compare';
import { RULES, type Finding } from '../judge';
import type { Plan } from '../plan';
import type { Leftovers } from '../steps';
import { assumptionsOf, type AssumptionInput } from './assumptions';
import { stepReport, type StepReport } from './steps';

/** Outcome for one resource. */
export interface ResourceReport {
  readonly logicalId: string;
  readonly type: string;
  readonly kind: string;
  readonly properties: readonly Pick<PropertyChange, 'path' | 'before' | 'after' | 'effect'>[];
  readonly policies: readonly string[];
}

/** Outcome for one stack. */
export interface StackReport {
  readonly stack: string;
  readonly kind: string;
  readonly resources: readonly ResourceReport[];
  readonly outputs: readonly NamedChange[];
  readonly exports: readonly NamedChange[];
  readonly tags: readonly NamedChange[];
  /** Resources that Serverless left and the plan keeps. */
  readonly leftovers?: Leftovers;
}

/** A finding with its rule in words. */
export type ReasonReport = Finding & { readonly ruleText: string; readonly source: string };

/** Everything a plan tells; `--json` prints this. */
export interface PlanReport {
  readonly safe: boolean;
  readonly stacks: readonly StackReport[];
  /** Empty where there is no safe plan. */
  readonly steps: readonly StepReport[];
  readonly reasons: readonly ReasonReport[];
  readonly accepted: readonly ReasonReport[];
  readonly assumptions: readonly string[];
}

/** Puts a plan into the form that every output is made of. */
export function reportOf(input: AssumptionInput, out: string): PlanReport {
  const { plan } = input;
  const safe = plan.reasons.length === 0;
  return {
    safe,
    stacks: plan.change.stacks
      .filter(({ stack }) => input.target.has(stack) || plan.change.before.get(stack) !== plan.change.after.get(stack))
      .map((stack) => stackReport(stack, plan)),
    steps: safe ? plan.steps.map((step, index) => stepReport(step, index, out, index === 0 && plan.context.drifted === undefined)) : [],
    reasons: plan.reasons.map(explained),
    accepted: plan.accepted.map(explained),
    assumptions: assumptionsOf(input),
  };
}

function stackReport({ stack, kind, resources, outputs, exports, tags }: StackChange, plan: Plan): StackReport {
  const leftovers = plan.leftovers.get(stack);
  return {
    stack,
    kind,
    resources: resources.map(({ logicalId, type, kind: what, properties, policies }) => ({
      logicalId,
      type,
      kind: what,
      properties: properties.map(({ path, before, after, effect }) => ({
        path,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        effect,
      })),
      policies,
    })),
    outputs,
    exports,
    tags,
    ...(leftovers ? { leftovers } : {}),
  };
}

function explained(finding: Finding): ReasonReport {
  const { rule: ruleText, source } = RULES[finding.rule];
  return { ...finding, ruleText, source };
}

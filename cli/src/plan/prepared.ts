import { makePlan, type Plan } from './plan';
import type { Assembly } from '../assembly/read';
import type { Deployed } from './read/deployed';
import { matched } from './read/match';
import { refuseOtherStage } from './read/other-stage';
import { reportOf, type PlanReport } from './report';
import type { StageState } from './state/stage-state';
import { Views } from './state/view';

/** Data that was read, and options of the owner. */
export interface PlanRequest {
  readonly known: Deployed;
  readonly assembly: Assembly;
  /** True if `known` is a release of the same app, so that names of another stage aren't mistakes. */
  readonly isRelease: boolean;
  readonly stage?: string;
  readonly accept: ReadonlySet<string>;
  readonly dropLeftovers: boolean;
}

/** A plan, with the two sides as they were brought together. */
export interface PreparedPlan {
  readonly plan: Plan;
  readonly deployed: StageState;
  readonly target: StageState;
  /** Returns the report of the plan. `out` is the folder of its steps, present or future. */
  report(out: string): PlanReport;
}

/** Brings the two sides together and plans; refuses what cannot belong together. */
export function preparePlan({ known, assembly, isRelease, stage, accept, dropLeftovers }: PlanRequest): PreparedPlan {
  const { deployed, target, leftOut } = matched(known.stacks, assembly.stacks.map(({ state }) => state), stage);
  if (!isRelease) refuseOtherStage(deployed, target, new Views());
  const plan = makePlan({ ...known, deployed, target, accept, dropLeftovers });
  return {
    plan,
    deployed,
    target,
    report: (out) => reportOf({ plan, deployed, target, leftOut, importers: known.importers, accept }, out),
  };
}

import { makePlan, type Plan } from './plan';
import type { Assembly } from '../assembly/read';
import type { Deployed } from './read/deployed';
import { matched } from './read/match';
import { refuseOtherStage } from './read/other-stage';
import { reportOf, type PlanReport } from './report';
import type { StageState } from './state/stage-state';
import { Views } from './state/view';

/** What was read, and what the owner said. */
export interface PlanRequest {
  readonly known: Deployed;
  readonly assembly: Assembly;
  /** Whether `known` is a release of the same app, in which a name of another stage is no mistake. */
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
  /** What the plan tells; `out` is where its steps are or will be. */
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

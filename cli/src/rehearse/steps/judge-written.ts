import type { PlanRunStep } from './run-steps';
import { readAssembly } from '../../assembly/read';
import { compareStages } from '../../plan/compare';
import { judgeUpdate, type Finding } from '../../plan/judge';
import type { Plan } from '../../plan/plan';
import type { StageState } from '../../plan/state/stage-state';
import { Views } from '../../plan/state/view';
import { importsOf } from '../../plan/steps';

/** The steps, judged by their files: so the judge sees what AWS would be sent, before anything is changed for the emulator. */
export function judgeWritten(
  steps: readonly PlanRunStep[], deployed: StageState, { context }: Plan, accept: ReadonlySet<string>,
): readonly Finding[][] {
  let before = deployed;
  return steps.map((step) => {
    const imports = importsOf(step.written.imports);
    const after = stateIn(step);
    const findings = judgeUpdate(compareStages(before, after, new Views(), imports), { ...context, imports });
    before = after;
    return findings.filter((finding) => finding.accept === undefined || !accept.has(finding.accept));
  });
}

/** The stage after the step: templates and tags from its files, the rest as the plan knows it. */
function stateIn({ folder, written }: PlanRunStep): StageState {
  const read = new Map(readAssembly(folder, 'the step').stacks.map(({ state }) => [state.name, state]));
  return new Map([...written.state].map(([name, stack]) => {
    const { template = stack.template, tags = stack.tags } = read.get(name) ?? {};
    return [name, { ...stack, template, tags }];
  }));
}

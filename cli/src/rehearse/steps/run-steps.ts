import { join } from 'node:path';
import { wavesOf } from './waves';
import type { Assembly } from '../../assembly/read';
import { compareStages } from '../../plan/compare';
import type { PreparedPlan } from '../../plan/prepared';
import type { StageState } from '../../plan/state/stage-state';
import { Views } from '../../plan/state/view';
import type { Step } from '../../plan/steps';
import { stepFolder, writeSteps, type WrittenStep } from '../../plan/write';
import { objectOf, type Json, type Template } from '../../template';

/** Something that is deployed in one go. */
export interface RunStep {
  readonly folder: string;
  readonly written: WrittenStep;
}

/** A step of the plan, as it was written. */
export interface PlanRunStep extends RunStep {
  readonly written: Step;
}

/** Deployments of a rehearsal in order, as they were written. */
export interface WrittenSteps {
  /** Builds what is deployed. */
  readonly build: readonly RunStep[];
  readonly steps: readonly PlanRunStep[];
}

/** Writes what is deployed and every step of the plan as assemblies below the folder. */
export function writeRunSteps(folder: string, { plan, deployed }: PreparedPlan, assembly: Assembly): WrittenSteps {
  const build = buildOf(deployed);
  const [before, after] = [join(folder, 'deployed'), join(folder, 'steps')];
  writeSteps(before, build, assembly);
  writeSteps(after, plan.steps, assembly);
  return {
    build: build.map((written, index) => ({ folder: join(before, stepFolder(index)), written })),
    steps: plan.steps.map((written, index) => ({ folder: join(after, stepFolder(index)), written })),
  };
}

function buildOf(deployed: StageState): readonly WrittenStep[] {
  const views = new Views();
  const none: StageState = new Map();
  return wavesOf(deployed).reduce<WrittenStep[]>((done, wave) => {
    const before = done.at(-1)?.state ?? none;
    const own = wave.map((stack) => [stack.name, { ...stack, template: answered(stack.template, stack.parameters) }] as const);
    const state = new Map([...before, ...own]);
    return [...done, { state, change: compareStages(before, state, views), imports: [] }];
  }, []);
}

/** The template with the parameter values that the live stack was given as its defaults: nobody passes any here. */
function answered(template: Template, given: Readonly<Record<string, string>>): Template {
  const parameters = Object.entries(objectOf(template.Parameters)).map(([name, value]): [string, Json] => {
    const declared = objectOf(value);
    if (String(declared.Type as string).startsWith('AWS::SSM::')) return [name, declared];
    return [name, { ...declared, Default: given[name] ?? declared.Default ?? 'rehearsal' }];
  });
  return parameters.length === 0 ? template : { ...template, Parameters: Object.fromEntries(parameters) };
}

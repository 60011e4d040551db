import { ACCOUNT, REGION, type TemplateObject } from './today';
import { compareStages } from '../../../src/plan/compare';
import { judgeChange, judgeUpdate, type Finding, type JudgeContext } from '../../../src/plan/judge';
import type { StackState, StageState } from '../../../src/plan/state/stage-state';
import { Views } from '../../../src/plan/state/view';
import { templateOf, type Json } from '../../../src/template';

/** A stack of a test: a template, and what else is known. */
export type StackSketch = TemplateObject & { readonly tags?: Record<string, string> };

/** One stack, or several by name. */
export type StageSketch = Readonly<Record<string, StackSketch>>;

export function stageOf(sketch: StageSketch): StageState {
  return new Map(Object.entries(sketch).map(([name, { tags = {}, ...template }]): [string, StackState] => [name, {
    name,
    template: templateOf(JSON.parse(JSON.stringify(template)) as Json, name),
    tags,
    tagsKnown: true,
    parameters: {},
    observedValues: {},
    account: ACCOUNT,
    region: REGION,
  }]));
}

/** Judges a single update from one state to the next. */
export function judged(before: StageSketch, after: StageSketch, context: Partial<JudgeContext> = {}): readonly Finding[] {
  const nothing: ReadonlySet<string> = new Set();
  const full = { importersOf: () => undefined, imports: nothing, released: nothing, dropped: nothing, existing: nothing, ...context };
  return judgeUpdate(compareStages(stageOf(before), stageOf(after), new Views(), full.imports), full);
}

/** Judges a whole change, however many updates it takes. */
export function judgedWhole(before: StageSketch, after: StageSketch): readonly Finding[] {
  const nothing: ReadonlySet<string> = new Set();
  return judgeChange(compareStages(stageOf(before), stageOf(after), new Views()), {
    importersOf: () => undefined, imports: nothing, released: nothing, dropped: nothing, existing: nothing,
  });
}

/** The rules that the findings name, each once. */
export function rulesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))].sort();
}

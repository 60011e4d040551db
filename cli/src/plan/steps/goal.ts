import { NO_TEMPLATE, type Template } from '../../template';
import type { Finding } from '../judge';
import { guarded } from './guard';
import { withLeftovers, withoutServerlessTags, type Leftovers } from './leftovers';
import { withStacks, type StackState, type StageState } from '../state/stage-state';
import type { Views } from '../state/view';

/** Target of a plan. */
export interface Goal {
  /** The target with everything that Serverless left. */
  readonly withLeftovers: StageState;
  /** The target without it; tags that somebody else put on a stack stay. */
  readonly final: StageState;
  readonly leftovers: ReadonlyMap<string, Leftovers>;
  readonly findings: readonly Finding[];
}

/** The target as the end of a plan that starts at what is deployed. */
export function goalOf(deployed: StageState, target: StageState, views: Views): Goal {
  const [kept, final, leftovers, findings] = [[] as StackState[], [] as StackState[], new Map<string, Leftovers>(), [] as Finding[]];
  for (const stack of target.values()) {
    const now = deployed.get(stack.name);
    const tags = { ...now?.tags, ...stack.tags };
    const result = now && withLeftovers(now, views.of(now, deployed), stack.template);
    const template = result ? retaining(result.template, result.leftovers.resources) : stack.template;
    kept.push({ ...stack, tags, template });
    final.push({ ...stack, tags: { ...withoutServerlessTags(now?.tags ?? {}), ...stack.tags }, template: stack.template ?? NO_TEMPLATE });
    if (result) leftovers.set(stack.name, result.leftovers);
    for (const clash of result?.clashes ?? []) {
      findings.push({ rule: 'reference', stack: stack.name, subject: clash, what: 'means one thing in the deployed template and another in the target, and what Serverless left still uses it', mend: 'give it another name in the target' });
    }
  }
  return { withLeftovers: withStacks(deployed, kept), final: withStacks(deployed, final), leftovers, findings };
}

/** Retains the resources kept for Serverless, so that a later mistake can't delete them. */
function retaining(template: Template, ids: readonly string[]): Template {
  const kept = ids.flatMap((id) => template.Resources[id] ? [[id, guarded(template.Resources[id])] as const] : []);
  return { ...template, Resources: { ...template.Resources, ...Object.fromEntries(kept) } };
}

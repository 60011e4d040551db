import { hasSymbol } from '../../template';
import { exportsOf, type NamedChange, type StackChange } from '../compare';
import type { Judge, JudgeContext } from './context';
import { acceptable, shown, type Finding } from './finding';

/** Judges the values that others read from a stack: exports, outputs, and the tags that it sets on its resources. */
export const judgeOutputs: Judge = (change, context) => [
  ...change.stacks.flatMap((stack) => [...judgeExports(stack, context), ...judgeValues(stack, context), ...judgeTags(stack, context)]),
  ...judgeNames(change),
];

function judgeExports({ stack, exports }: StackChange, context: JudgeContext): readonly Finding[] {
  return exports.flatMap((change) => {
    if (change.kind !== 'lost' && change.kind !== 'changed') return [];
    const importers = context.importersOf(change.name);
    const common = { stack, subject: change.name, ...values(change) };
    const what = change.kind === 'lost' ? 'the export would go' : `the export would change from ${shown(change.before)} to ${shown(change.after)}`;
    const rule = change.kind === 'lost' ? 'export-lost' : 'export-changed';
    if (context.dropped.has(`${stack}.${change.name}`) && importers?.length === 0) return [];
    if (importers?.length === 0) return [acceptable({ ...common, rule, what: `${what}; nobody imports it now`, mend: 'keep it' })];
    const users = importers === undefined ? 'nobody said who imports it, so it counts as in use' : `${importers.join(', ')} import it`;
    const mend = importers === undefined ? 'keep it, or say who imports it: in importers.json, or let --stage ask AWS' : 'keep it until nobody imports it';
    return [{ ...common, rule, what: `${what}, and ${users}`, mend }];
  });
}

function judgeValues({ stack, outputs }: StackChange, context: JudgeContext): readonly Finding[] {
  return outputs.flatMap((change) => {
    if (change.kind !== 'lost' && change.kind !== 'changed' || context.dropped.has(`${stack}.${change.name}`)) return [];
    const common = { stack, subject: change.name, ...values(change) };
    if (change.kind === 'lost') return [acceptable({ ...common, rule: 'output-lost', what: `the output would go; it was ${shown(change.before)}`, mend: 'keep it' })];
    const maybe = hasSymbol(change.before) || hasSymbol(change.after) ? 'may change' : 'would change';
    return [acceptable({ ...common, rule: 'output-changed', what: `the output ${maybe} from ${shown(change.before)} to ${shown(change.after)}`, mend: 'keep its value' })];
  });
}

function judgeTags({ stack, tags }: StackChange, context: JudgeContext): readonly Finding[] {
  return tags.filter(({ name, kind }) => kind === 'lost' && !context.dropped.has(`${stack}.${name}`)).map((change) => acceptable({
    rule: 'tag-lost', stack, subject: change.name, ...values(change), what: 'the stack tag would go, from every resource of the stack', mend: 'keep it in the manifest',
  }));
}

/** An export name that two stacks of one account and Region give. */
function judgeNames({ after, viewAfter }: Parameters<Judge>[0]): readonly Finding[] {
  const owners = new Map<string, string>();
  return [...after.values()].flatMap(({ name: stack, account, region }) => [...exportsOf(viewAfter(stack)).keys()].flatMap((exported): Finding[] => {
    const key = `${account ?? ''}/${region ?? ''}/${exported}`;
    const owner = owners.get(key);
    owners.set(key, owner ?? stack);
    return owner === undefined ? [] : [{ rule: 'export-taken', stack, subject: exported, what: `${owner} exports the same name`, mend: 'give one of them another name' }];
  }));
}

function values({ before, after }: NamedChange): Pick<Finding, 'before' | 'after'> {
  return { ...before === undefined ? {} : { before }, ...after === undefined ? {} : { after } };
}

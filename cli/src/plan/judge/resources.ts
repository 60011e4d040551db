import type { PropertyChange, ResourceChange } from '../compare';
import { resourcesOf, type JudgeContext, type Judge } from './context';
import { acceptable, shown, type Finding } from './finding';
import { factsOf, isCustom, type TypeFacts } from '../rules/facts';
import { identityOf } from '../state/names';

/** Replacements, removals, and changes of which nobody knows what they do. */
export const judgeResources: Judge = (change, context) => resourcesOf(change).flatMap((resource) => [
  ...resource.kind === 'removed' ? judgeRemoval(resource, context) : resource.properties.flatMap((property) => judgeProperty(resource, property)),
  ...judgeCondition(resource),
]);

type Common = Pick<Finding, 'stack' | 'subject' | 'property' | 'before' | 'after'>;

function judgeProperty(resource: ResourceChange, property: PropertyChange): readonly Finding[] {
  const { stack, logicalId: subject, type } = resource;
  const common: Common = { stack, subject, property: property.path, ...values(property) };
  const facts = factsOf(type);
  switch (property.effect) {
    case 'update': return judgeUpdate(type, facts, property, common);
    // What is created under another name is not updated.
    case 'refuse': return isReplaced(resource) ? [] : [{ ...common, rule: 'refused-update', what: `AWS refuses the change of ${property.path}: ${property.because}`, mend: `keep ${property.path} as it is` }];
    case 'unknown': return facts.stateful ? [acceptable({ ...common, rule: 'unknown-property', what: `${property.because}, so nobody knows whether a change of it replaces ${type}` })] : [];
    case 'interrupt': return facts.stateful ? [acceptable({ ...common, rule: 'interruption', what: `${type}: ${property.because}` })] : [];
    case 'replace': return property.path === 'Type' ? [replacement(resource, property, common)] : judgeReplacement(resource, facts, property, common);
  }
}

function isReplaced({ properties }: ResourceChange): boolean {
  return properties.some(({ effect, undecided }) => effect === 'replace' && !undecided);
}

function judgeUpdate(type: string, { known }: TypeFacts, property: PropertyChange, common: Common): readonly Finding[] {
  if (type === 'AWS::CloudFormation::Stack') {
    return [acceptable({ ...common, rule: 'nested-stack', what: 'a nested stack changes, and its template is not compared', mend: 'plan the nested stack\'s resources as a stack of their own' })];
  }
  if (known || isCustom(type)) return [];
  return [acceptable({ ...common, rule: 'unknown-type', what: `${type} is neither in the registry nor in the service specification, so nobody knows what a change of ${property.path} does` })];
}

function judgeReplacement(resource: ResourceChange, facts: TypeFacts, property: PropertyChange, common: Common): readonly Finding[] {
  const { type } = resource;
  if (facts.nothing) {
    return facts.nothing.madeAnew || !isRenamed(resource) ? [] : [acceptable({
      ...common,
      rule: 'replacement',
      what: `${type} would be replaced by one of another name, and whoever names the old one no longer finds it: ${property.because}`,
      mend: `keep ${property.path} as it is`,
    })];
  }
  if (property.undecided) {
    return [{
      ...common,
      rule: 'undecided',
      what: `${property.path} decides about a replacement, and whether ${shown(property.before)} is ${shown(property.after)} is not known here`,
      mend: `put what "aws cloudformation describe-stacks" prints into ${common.stack}.stack.json, or write ${property.path} as it is deployed`,
    }];
  }
  const finding = replacement(resource, property, common);
  return [facts.holds === undefined && !isCustom(type) ? acceptable({ ...finding, what: `${finding.what}; no row says that it holds nothing` }) : finding];
}

function replacement({ type }: ResourceChange, property: PropertyChange, common: Common): Finding {
  return { ...common, rule: 'replacement', what: `${type} would be replaced: ${property.because}`, mend: `keep ${property.path} as it is` };
}

/** Returns true if an identifying property of the resource changes. */
function isRenamed({ stack, before, after }: ResourceChange): boolean {
  const [old, next] = [before, after].map((view) => view && identityOf(stack, view));
  return old !== undefined && old !== next;
}

function judgeRemoval({ stack, logicalId: subject, type, before }: ResourceChange, { released }: JudgeContext): readonly Finding[] {
  const policy = before?.raw.DeletionPolicy;
  const kept = policy === 'Retain' || policy === 'RetainExceptOnCreate';
  if (released.has(`${stack}.${subject}`)) {
    return kept ? [] : [{
      rule: 'removal', stack, subject, what: `${type} leaves the stack before it is retained, and would be deleted`, mend: 'set its DeletionPolicy to Retain in an update before',
    }];
  }
  if (isCustom(type)) return [];
  const { nothing, holds } = factsOf(type);
  if (nothing) return [];
  const why = holds === undefined ? 'no row says that it holds nothing' : holds;
  return [acceptable({
    rule: 'removal',
    stack,
    subject,
    what: `${type} leaves the stack${kept ? ', and nobody owns it any more' : ' and would be deleted'}: ${why}`,
    mend: `keep it under the logical ID ${subject}`,
  })];
}

/** A condition that cannot be decided here must at least be the same one on both sides. */
function judgeCondition({ stack, logicalId: subject, type, before, after }: ResourceChange): readonly Finding[] {
  if (before === undefined || before.undecided === after?.undecided || !factsOf(type).stateful) return [];
  return [{
    rule: 'undecided',
    stack,
    subject,
    property: 'Condition',
    what: `whether ${type} exists depends on ${before.undecided ?? after?.undecided ?? 'a condition'}, which is not known here`,
    mend: `put what "aws cloudformation describe-stacks" prints into ${stack}.stack.json`,
  }];
}

function values({ before, after }: PropertyChange): Pick<Finding, 'before' | 'after'> {
  return { ...before === undefined ? {} : { before }, ...after === undefined ? {} : { after } };
}

import type { PropertyChange, ResourceChange } from '../compare';
import { resourcesOf, type JudgeContext, type Judge } from './context';
import { acceptable, shown, type Finding } from './finding';
import { factsOf, isCustom } from '../rules/facts';
import { REPLACEABLE } from '../rules/replaceable';

/** Replacements, removals, and changes of which nobody knows what they do. */
export const judgeResources: Judge = (change, context) => resourcesOf(change).flatMap((resource) => [
  ...resource.kind === 'removed' ? judgeRemoval(resource, context) : resource.properties.flatMap((property) => judgeProperty(resource, property)),
  ...judgeCondition(resource),
]);

function judgeProperty(resource: ResourceChange, property: PropertyChange): readonly Finding[] {
  const { stack, logicalId: subject, type } = resource;
  const common = { stack, subject, property: property.path, ...values(property) };
  const { known } = factsOf(type);
  if (property.effect === 'update') {
    if (type === 'AWS::CloudFormation::Stack') {
      return [acceptable({ ...common, rule: 'nested-stack', what: 'a nested stack changes, and its template is not compared', mend: 'plan the nested stack\'s resources as a stack of their own' })];
    }
    if (known || isCustom(type) || type === 'AWS::CDK::Metadata') return [];
    return [acceptable({ ...common, rule: 'unknown-type', what: `${type} is not in the specification data, so nobody knows what a change of ${property.path} does` })];
  }
  if (property.effect === 'refuse') {
    return [{ ...common, rule: 'refused-update', what: `AWS refuses the change of ${property.path}: ${property.because}`, mend: `keep ${property.path} as it is` }];
  }
  if (REPLACEABLE.has(type) && property.path !== 'Type') return [];
  if (property.undecided) {
    return [{
      ...common,
      rule: 'undecided',
      what: `${property.path} decides about a replacement, and whether ${shown(property.before)} is ${shown(property.after)} is not known here`,
      mend: `put what "aws cloudformation describe-stacks" prints into ${stack}.stack.json, or write ${property.path} as it is deployed`,
    }];
  }
  return [{ ...common, rule: 'replacement', what: `${type} would be replaced: ${property.because}`, mend: `keep ${property.path} as it is` }];
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
  if (!factsOf(type).stateful && factsOf(type).known || REPLACEABLE.has(type)) return [];
  return [acceptable({
    rule: 'removal',
    stack,
    subject,
    what: `${type} leaves the stack${kept ? ', and nobody owns it any more' : ' and would be deleted'}`,
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

import { same } from '../../template';
import { viewsAfter, viewsBefore, type ResourceChange, type StackChange, type StageChange } from '../compare';
import type { Judge, JudgeContext } from './context';
import type { Finding } from './finding';
import { EMPTYING_TAGS } from '../rules/custom-resources';
import { PROTECTIONS } from '../rules/protections';
import { circleIn, readingOrder } from '../state/reads';

const RETAINING = ['Retain', 'RetainExceptOnCreate'];

/** Judges one update of a stack: protections come first, changed policies must be recorded, and imports can't be combined with other changes. */
export const judgeUpdates: Judge = (change, context) => [
  ...change.stacks.flatMap((stack) => [
    ...stack.resources.flatMap((resource) => judgeProtection(resource)),
    ...judgeRecorded(stack),
    ...judgeImport(stack, context),
  ]),
  ...judgeOrder(change),
];

/** Two stacks that read from each other what both publish only now: neither can be deployed first. */
function judgeOrder(change: StageChange): readonly Finding[] {
  const circle = circleIn(readingOrder(viewsBefore(change), viewsAfter(change)));
  return circle ? [{
    rule: 'import-value',
    stack: circle[0] ?? '',
    subject: circle[1] ?? '',
    what: `${circle.join(' -> ')} read from each other what they publish in the same step`,
    mend: 'publish one of the values in a release before',
  }] : [];
}

/** Only what protects may change in something that is not retained yet. */
function judgeProtection({ stack, logicalId: subject, type, kind, before, properties }: ResourceChange): readonly Finding[] {
  if (!before || !before.facts.stateful || kind !== 'changed' && kind !== 'replaced') return [];
  if (RETAINING.includes(String(before.raw.DeletionPolicy as string)) && before.raw.UpdateReplacePolicy === 'Retain') return [];
  const protections = PROTECTIONS.filter((row) => row.type === type).map((row) => row.property);
  // A tag by which a handler empties it is taken off first of all.
  const harmless = [...protections, ...EMPTYING_TAGS[type] === undefined ? [] : ['Tags']];
  const others = properties.filter(({ path }) => !harmless.includes(path.split('.')[0] ?? ''));
  return others.length === 0 ? [] : [{
    rule: 'unprotected',
    stack,
    subject,
    property: others[0]?.path ?? '',
    what: `${type} changes before it is retained`,
    mend: 'set DeletionPolicy and UpdateReplacePolicy to Retain in an update before',
  }];
}

/** CloudFormation keeps policies with the template, and takes a template only if a resource in it changes. */
function judgeRecorded({ stack, resources }: StackChange): readonly Finding[] {
  const [first] = resources.filter(({ policies }) => policies.length > 0);
  const records = resources.some(({ kind, properties, before, after }) => kind === 'added' || kind === 'removed' || kind === 'imported'
    || properties.length > 0 || !same(before?.raw.Metadata, after?.raw.Metadata));
  return first === undefined || records ? [] : [{
    rule: 'policy-recorded',
    stack,
    subject: first.logicalId,
    property: first.policies[0] ?? '',
    what: 'only policies change, and CloudFormation would not record them',
    mend: 'change the metadata of a resource in the same update',
  }];
}

function judgeImport({ stack, resources, outputs }: StackChange, { imports }: JudgeContext): readonly Finding[] {
  const imported = resources.filter(({ logicalId }) => imports.has(`${stack}.${logicalId}`));
  if (imported.length === 0) return [];
  const others = [
    ...resources.filter(({ logicalId, kind }) => kind !== 'kept' && !imports.has(`${stack}.${logicalId}`)).map(({ logicalId }) => logicalId),
    ...outputs.filter(({ kind }) => kind !== 'kept').map(({ name }) => name),
  ];
  return [
    ...imported.filter(({ after }) => !RETAINING.includes(String(after?.raw.DeletionPolicy as string))).map(({ logicalId }): Finding => ({
      rule: 'import', stack, subject: logicalId, property: 'DeletionPolicy', what: 'comes in without a policy that retains it', mend: 'set its DeletionPolicy to Retain',
    })),
    ...others.length === 0 ? [] : [{ rule: 'import', stack, subject: others[0] ?? '', what: `changes together with an import: ${others.join(', ')}`, mend: 'import in an update of its own' } as const],
  ];
}

import { join } from 'node:path';
import type { Step, StepKind } from '../steps';
import { mappingFile, stepFolder } from '../write';

/** Purpose of each kind of step. */
export const PURPOSES: Readonly<Record<StepKind, string>> = {
  'protect': 'retain and protect what is kept',
  'release': 'let go what another stack takes over, or what a new resource sets again; it stays in AWS',
  'import': 'import what exists already',
  'in-place': 'change everything that changes in place, and make what is new',
  'user-pool': 'change the user pool, alone',
  'after-user-pool': 'change what waited for the user pool',
  'indexes': 'change one index of each table',
  'target': 'set what was only meant for the way to what the target says',
  'drop-leftovers': 'drop what Serverless left; buckets stay in AWS without an owner',
};

/** A step as a person needs it. */
export interface StepReport {
  readonly folder: string;
  readonly kind: StepKind;
  readonly purpose: string;
  /** Stacks that change. */
  readonly stacks: readonly string[];
  /** Changes of the step, one line each. */
  readonly changes: readonly string[];
  /** Exactly what to run. */
  readonly commands: readonly string[];
  /** Further instructions and notes for the step. */
  readonly notes: readonly string[];
}

/** Tells what a step does and how it is run. */
export function stepReport(step: Step, index: number, out: string, asksForDrift = false): StepReport {
  const folder = join(out, stepFolder(index));
  const changed = step.change.stacks.filter(({ stack }) => step.change.before.get(stack) !== step.change.after.get(stack));
  const importing = [...new Set(step.imports.map(({ stack }) => stack))].sort();
  return {
    folder,
    kind: step.kind,
    purpose: PURPOSES[step.kind],
    stacks: changed.map(({ stack }) => stack),
    changes: changed.flatMap(({ stack, resources, outputs, tags }) => [
      ...resources.filter(({ kind }) => kind !== 'kept').map(({ logicalId, kind, properties, policies }) => `${stack}.${logicalId} ${kind}${detail([...policies, ...properties.map(({ path }) => path)])}`),
      ...outputs.filter(({ kind }) => kind !== 'kept').map(({ name, kind }) => `${stack} output ${name} ${kind}`),
      ...tags.filter(({ kind }) => kind !== 'kept').map(({ name, kind }) => `${stack} tag ${name} ${kind}`),
    ]),
    commands: importing.length > 0
      ? importing.map((stack) => `cdk import ${stack} --app ${folder} --resource-mapping ${join(folder, mappingFile(stack))}`)
      : [`cdk deploy --app ${folder} --all`],
    notes: [...asksForDrift ? driftNotes(changed.map(({ stack }) => stack)) : [], ...notesOf(step)],
  };
}

/** Nobody looked whether somebody changed something by hand, which no template shows. */
function driftNotes(stacks: readonly string[]): readonly string[] {
  return [`before this step, look for what was changed by hand: ${stacks.map((stack) => `aws cloudformation detect-stack-drift --stack-name ${stack}`).join('; ')}`];
}

function notesOf({ kind, change, imports }: Step): readonly string[] {
  if (kind === 'import') {
    return imports.filter(({ assumed }) => assumed).map(({ stack, logicalId }) =>
      `${logicalId} is imported as the target describes it, since only its name is known; check it afterwards: aws cloudformation detect-stack-drift --stack-name ${stack}`);
  }
  if (kind !== 'drop-leftovers') return [];
  return change.stacks.flatMap(({ resources }) => resources.filter(({ kind: what, type }) => what === 'removed' && type === 'AWS::S3::Bucket'))
    .map(({ logicalId, stack, before }) => `the bucket ${before?.name ?? logicalId} of ${stack} stays in AWS; when nobody needs it: aws s3 rb s3://${before?.name ?? 'BUCKET'} --force`);
}

function detail(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}

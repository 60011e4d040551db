import { carry, type Carried } from './carry';
import { namesIn, type Output, type Template } from '../../template';
import type { StackState } from '../state/stage-state';
import type { StackView } from '../state/view';

/** Deployment bucket and its policy, which the Serverless Framework adds to a stack. */
const BUCKETS: Readonly<Record<string, string>> = {
  ServerlessDeploymentBucket: 'AWS::S3::Bucket',
  ServerlessDeploymentBucketPolicy: 'AWS::S3::BucketPolicy',
};
const OUTPUTS = ['ServerlessDeploymentBucketName'];
const EXPORT = /^sls-/;
/** The stack tag that the framework sets. */
const TAGS = ['STAGE'];

/** Serverless resources that are kept besides the target, by the names that others use. */
export interface Leftovers {
  readonly resources: readonly string[];
  readonly outputs: readonly string[];
  readonly exports: readonly string[];
  readonly tags: readonly string[];
}

/** The target of one stack with what Serverless left in the deployed one. */
export interface KeptTarget extends Carried {
  readonly leftovers: Leftovers;
}

/** Puts what Serverless left in the deployed stack beside what the target says. */
export function withLeftovers(deployed: StackState, view: StackView, target: Template): KeptTarget {
  const own = new Set(
    Object.keys(deployed.template.Resources).filter((id) => BUCKETS[id] === deployed.template.Resources[id]?.Type && !target.Resources[id]),
  );
  const outputs: Record<string, Output> = {};
  const replaced: Record<string, Output> = {};
  const exports: string[] = [];
  for (const [key, output] of Object.entries(deployed.template.Outputs)) {
    const { exportName } = view.outputs.get(key) ?? {};
    const isExport = exportName !== undefined && EXPORT.test(exportName);
    if (!isExport && !OUTPUTS.includes(key)) continue;
    const next = target.Outputs[key];
    if (exportName !== undefined && isExport) exports.push(exportName);
    if (!next) outputs[key] = output;
    else if (isExport && next.Export === undefined) replaced[key] = { ...next, Export: output.Export ?? null };
    // An output has one export: the old one stands beside it under another key, and its name and value stay.
    else if (isExport) outputs[freeKey(key, deployed.template, target)] = output;
  }
  for (const id of needed(deployed.template, target, [...own], outputs)) own.add(id);
  const resources = Object.fromEntries(
    [...own].map((id) => [id, deployed.template.Resources[id]]).filter(([, resource]) => resource !== undefined),
  ) as Template['Resources'];
  const carried = carry(
    { ...target, Resources: { ...target.Resources, ...resources }, Outputs: { ...target.Outputs, ...replaced, ...outputs } },
    deployed.template,
    [resources, outputs],
  );
  const tags = TAGS.filter((tag) => Object.hasOwn(deployed.tags, tag));
  return { ...carried, leftovers: { resources: [...own].sort(), outputs: Object.keys(outputs).sort(), exports: exports.sort(), tags } };
}

/** The live tags without those that Serverless set. */
export function withoutServerlessTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !TAGS.includes(key)));
}

function freeKey(key: string, deployed: Template, target: Template): string {
  let candidate = `Serverless${key}`;
  while (deployed.Outputs[candidate] ?? target.Outputs[candidate]) candidate += 'Export';
  return candidate;
}

/** Resources that only the deployed stack has and that a leftover refers to. */
function needed(deployed: Template, target: Template, from: readonly string[], outputs: Readonly<Record<string, Output>>): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...from.flatMap((id) => [...namesIn(deployed.Resources[id])]), ...namesIn(outputs)];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name) || !deployed.Resources[name] || target.Resources[name]) continue;
    found.add(name);
    queue.push(...namesIn(deployed.Resources[name]));
  }
  return found;
}

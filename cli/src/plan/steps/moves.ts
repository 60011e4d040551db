import { importable } from './adopt';
import { hasSymbol, type JsonObject } from '../../template';
import type { Finding } from '../judge';
import type { ExistingResource } from '../read/existing';
import { nameKey, nameKeyOf, ownersIn, type Owner } from '../state/names';
import type { StageState } from '../state/stage-state';
import type { ResourceView, Views } from '../state/view';

/** A resource that is in AWS already and goes into a stack by import. */
export interface Adoption {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Identifier for `cdk import`. */
  readonly identifier: Readonly<Record<string, string>>;
  /** Present properties, as far as they are known, otherwise the target's. */
  readonly properties: JsonObject;
  /** True if the properties are the target's, because only the name is known. */
  readonly assumed: boolean;
  /** The stack that owns it now, and has to release it first. */
  readonly from?: { readonly stack: string; readonly logicalId: string };
}

/** Resources to import, names that are assumed to be free, and obstacles. */
export interface Adoptions {
  readonly adoptions: readonly Adoption[];
  readonly assumedFree: readonly { readonly stack: string; readonly logicalId: string; readonly type: string; readonly name: string }[];
  readonly findings: readonly Finding[];
}

/**
 * Finds, for each resource that the target adds, whether its physical name is somebody's already.
 * `own` names the stacks that the target has; any other only gives.
 */
export function adoptionsFor(
  deployed: StageState,
  target: StageState,
  own: ReadonlySet<string>,
  views: Views,
  existing: readonly ExistingResource[],
  checked: ReadonlySet<string> = new Set(),
): Adoptions {
  const owners = ownersIn(deployed, views);
  const result = { adoptions: [] as Adoption[], assumedFree: [] as Adoptions['assumedFree'][number][], findings: [] as Finding[] };
  for (const stack of target.values()) {
    const now = deployed.get(stack.name);
    for (const resource of views.of(stack, target).resources.values()) {
      if (now?.template.Resources[resource.logicalId] !== undefined) continue;
      const key = nameKeyOf(stack, resource);
      if (key === undefined || resource.name === undefined) continue;
      const common = { stack: stack.name, logicalId: resource.logicalId, type: resource.type };
      const owner = owners.get(key)?.find((claim) => leaves(claim, target, own) && claim.stack !== stack.name);
      const known = existing.find((one) => nameKey(one.type, one.region ?? stack.region, one.name) === key);
      if (owner) {
        const from = { stack: owner.stack, logicalId: owner.resource.logicalId };
        adopt(result, { ...common, properties: owner.resource.properties, assumed: false, from }, resource, views, target);
      } else if (owners.has(key)) {
        // Another resource of a stack that keeps it has the name: the judge says so.
      } else if (known?.stack !== undefined && known.stack !== stack.name) {
        result.findings.push(ownedElsewhere(common.stack, resource, known.stack));
      } else if (known) {
        adopt(result, { ...common, properties: known.properties ?? resource.properties, assumed: !known.properties }, resource, views, target);
      } else if (!checked.has(key)) {
        result.assumedFree.push({ ...common, name: resource.name });
      }
    }
  }
  return result;
}

/** Returns true if the owner's stack gives the resource up: the target lacks the stack, or has it without the resource. */
function leaves({ stack, resource }: Owner, target: StageState, own: ReadonlySet<string>): boolean {
  return !own.has(stack) || target.get(stack)?.template.Resources[resource.logicalId] === undefined;
}

function adopt(
  result: { adoptions: Adoption[]; findings: Finding[] },
  adoption: Omit<Adoption, 'identifier'>,
  resource: ResourceView,
  views: Views,
  target: StageState,
): void {
  const stack = target.get(adoption.stack);
  const ref = stack && views.of(stack, target).resolver.value({ Ref: adoption.logicalId });
  const identifier: Record<string, string> = {};
  for (const name of resource.facts.identifiers) {
    const value = adoption.properties[name] ?? resource.properties[name] ?? (resource.facts.identifiers.length === 1 ? ref : undefined);
    if (typeof value === 'string' && !hasSymbol(value)) identifier[name] = value;
  }
  const { identifiers, required, attributes } = resource.facts;
  const said = importable(adoption);
  const lacking = required.filter((name) => !attributes.includes(name) && said[name] === undefined);
  if (identifiers.every((name) => identifier[name] !== undefined) && lacking.length === 0) {
    result.adoptions.push({ ...adoption, identifier });
    return;
  }
  result.findings.push({
    rule: 'import',
    stack: adoption.stack,
    subject: adoption.logicalId,
    after: resource.name ?? '',
    ...lacking.length === 0 ? {
      what: `${resource.type} ${resource.name ?? ''} exists, and cannot be imported by its name: ${identifiers.join(', ')} is not known`,
      mend: 'leave it out of the target for now',
    } : {
      what: `${resource.type} ${resource.name ?? ''} exists, and an import has to say ${lacking.join(', ')}, which is not known here`,
      mend: 'put what "aws cloudcontrol get-resource" prints for it into existing.json, or leave it out of the target for now',
    },
  });
}

function ownedElsewhere(stack: string, { logicalId, type, name = '' }: ResourceView, owner: string): Finding {
  return {
    rule: 'name-taken',
    stack,
    subject: logicalId,
    after: name,
    what: `${type} ${name} belongs to the stack ${owner}, whose template is not here`,
    mend: `put the template of ${owner} into the folder of --deployed, so that a step can release it, or leave ${logicalId} out for now`,
  };
}

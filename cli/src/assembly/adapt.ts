import { takeDependants, type RemovedPart } from './dependants';
import { LIMITS, type TypeLimits } from './limits';
import type { EditableResource, StackTemplate, EditableTemplate } from '../template';

/** Parts removed from an assembly, and parts that stay but don't behave as on AWS. */
export interface Adaptation {
  readonly removed: readonly RemovedPart[];
  readonly dropped: readonly DroppedProperty[];
  readonly inert: readonly InertResource[];
  /** Resources of types that the emulator knows and whose properties nobody has examined. */
  readonly unexamined: readonly NamedResource[];
  /** Hosted zones of other apps in which records are created. */
  readonly zones: readonly ZoneInUse[];
}

export interface NamedResource {
  readonly stackName: string;
  readonly type: string;
  readonly logicalId: string;
}

export interface DroppedProperty extends NamedResource {
  readonly property: string;
}

export interface InertResource extends NamedResource {
  readonly why: string;
}

export interface ZoneInUse {
  readonly hostedZoneId: string;
  /** The stack of a record, and the record. */
  readonly stackName: string;
  readonly logicalId: string;
}

const LIMITS_BY_TYPE: ReadonlyMap<string, TypeLimits> = new Map(LIMITS.map((limits) => [limits.type, limits]));
const CUSTOM_RESOURCE = /^(Custom::|AWS::CloudFormation::CustomResource$)/;
const ANSWER_SECONDS = 60;
/** Types without properties that an emulator could drop. */
const NOTHING_TO_EXAMINE = /^(Custom::|AWS::CDK::Metadata$|AWS::CloudFormation::)/;

/**
 * Takes out of the templates what the emulator lacks, together with everything that refers to it, and says what it did.
 *
 * @param stacks edited in place
 * @param knownTypes the resource types that the emulator knows
 * @param lenient whether the emulator enforces no policies
 */
export function adapt(stacks: readonly StackTemplate[], knownTypes: ReadonlySet<string>, lenient: boolean): Adaptation {
  const lacking = stacks.flatMap((stack) => takeLacking(stack, knownTypes));
  // Properties go first: a reference inside a dropped one takes nothing with it.
  const dropped = stacks.flatMap(resourcesOf).flatMap(dropProperties);
  const dependants = takeDependants(stacks, lacking, lacksAttribute);
  const left = stacks.flatMap(resourcesOf);
  return {
    removed: [...lacking, ...dependants],
    dropped,
    inert: [...left.flatMap((found) => inertPart(found, lenient)), ...left.flatMap(hurry)],
    unexamined: left.filter(({ type }) => !LIMITS_BY_TYPE.has(type) && !NOTHING_TO_EXAMINE.test(type))
      .map(({ stackName, type, logicalId }) => ({ stackName, type, logicalId })),
    zones: left.flatMap(zoneInUse),
  };
}

interface Found extends NamedResource {
  readonly resource: EditableResource;
  readonly template: EditableTemplate;
  readonly limits?: TypeLimits;
}

function resourcesOf({ stackName, template }: StackTemplate): Found[] {
  return Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => (
    { stackName, type: resource.Type, logicalId, resource, template, limits: LIMITS_BY_TYPE.get(resource.Type) }));
}

function takeLacking(stack: StackTemplate, knownTypes: ReadonlySet<string>): RemovedPart[] {
  return resourcesOf(stack).flatMap(({ stackName, type, logicalId, resource, limits }) => {
    const known = knownTypes.has(type) || type.startsWith('Custom::');
    const refused = limits?.refuses?.applies(resource) ? limits.refuses.what : undefined;
    if (known && !refused) return [];
    delete stack.template.Resources?.[logicalId];
    return [{ stackName, type, logicalId, why: refused }];
  });
}

function lacksAttribute({ Type }: EditableResource, attribute: string): boolean {
  return LIMITS_BY_TYPE.get(Type)?.lacks?.includes(attribute) ?? false;
}

function dropProperties({ stackName, type, logicalId, resource, limits }: Found): DroppedProperty[] {
  const properties = resource.Properties;
  if (!limits || !properties) return [];
  return Object.keys(properties).filter((name) => !limits.keeps.includes(name)).map((property) => {
    delete properties[property];
    return { stackName, type, logicalId, property };
  });
}

/** A zone of the same assembly is a reference, and not a text. */
function zoneInUse({ stackName, type, logicalId, resource }: Found): ZoneInUse[] {
  const hostedZoneId = resource.Properties?.HostedZoneId;
  return type === 'AWS::Route53::RecordSet' && typeof hostedZoneId === 'string' ? [{ hostedZoneId, stackName, logicalId }] : [];
}

function inertPart({ stackName, type, logicalId, resource, template, limits }: Found, lenient: boolean): InertResource[] {
  if (limits?.inert?.lenient && !lenient) return [];
  return limits?.inert?.applies(resource, template) ? [{ stackName, type, logicalId, why: limits.inert.why }] : [];
}

/** A function that never answers would hold the deployment up for an hour, which is CloudFormation's default. */
function hurry({ stackName, type, logicalId, resource }: Found): InertResource[] {
  if (!CUSTOM_RESOURCE.test(type) || resource.Properties?.ServiceTimeout !== undefined) return [];
  resource.Properties = { ...resource.Properties, ServiceTimeout: ANSWER_SECONDS };
  return [{ stackName, type, logicalId, why: `given ${ANSWER_SECONDS} s to answer` }];
}

import { isObject, type EditableResource, type StackTemplate } from '../template';

/** Prefix of the names of the library's stacks and exports. The API's stack is older than the others and has its own name. */
const LIBRARY = 'listbackup-infrastructure-';
const OLDER_NAMES: Readonly<Record<string, string>> = { 'api-gateway': 'listbackup-api-gateway' };

/** The parts of `listbackup-infrastructure-{service}-{stage}-{Key}`. Service and stage may hold hyphens, a key has none. */
export interface ExportName {
  readonly service: string;
  readonly stage: string;
  readonly key: string;
}

/** The name under which a service of the library exports a value. */
export function exportName({ service, stage, key }: ExportName): string {
  return `${OLDER_NAMES[service] ?? `${LIBRARY}${service}`}-${stage}-${key}`;
}

/**
 * The parts of one of the library's export names; nothing for anybody else's.
 *
 * @param stages the stages that are known to be there: they say where the service ends. Of a name that ends in none of them the
 * service is taken to be one word.
 */
export function parseExportName(name: string, stages: Iterable<string> = []): ExportName | undefined {
  const [, owner = '', key = ''] = /^([a-z0-9-]+)-([A-Za-z0-9]+)$/.exec(name) ?? [];
  for (const [service, own] of Object.entries(OLDER_NAMES)) {
    if (owner.startsWith(`${own}-`)) return { service, stage: owner.slice(own.length + 1), key };
  }
  if (!owner.startsWith(LIBRARY)) return undefined;
  const rest = owner.slice(LIBRARY.length);
  // `feature-x` before `x`.
  const stage = [...stages].sort((one, other) => other.length - one.length).find((known) => rest.length > known.length + 1 && rest.endsWith(`-${known}`));
  if (stage !== undefined) return { service: rest.slice(0, -stage.length - 1), stage, key };
  const [, service, last] = /^([a-z0-9]+)-([a-z0-9-]+)$/.exec(rest) ?? [];
  return service && last ? { service, stage: last, key } : undefined;
}

/** Returns the stages whose exports appear in these templates, in order. */
export function stagesOf(stacks: readonly StackTemplate[]): string[] {
  const known = taggedStages(stacks);
  const stages = new Set<string>();
  for (const { template } of stacks) {
    for (const { Export } of Object.values(template.Outputs ?? {})) {
      const parsed = typeof Export?.Name === 'string' ? parseExportName(Export.Name, known) : undefined;
      if (parsed) stages.add(parsed.stage);
    }
  }
  return [...stages].sort();
}

/** The stages that the library's own tags name: every resource that takes tags has them. */
function taggedStages(stacks: readonly StackTemplate[]): Set<string> {
  const all = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {})).map(tagsOf);
  return new Set(all.filter(({ Service }) => Service?.startsWith('listbackup-')).flatMap(({ Stage }) => Stage ?? []));
}

function tagsOf({ Properties = {} }: EditableResource): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [property, value] of Object.entries(Properties)) {
    if (!property.endsWith('Tags')) continue;
    const pairs = Array.isArray(value) ? value.filter(isObject).map(({ Key, Value }) => [Key, Value]) : isObject(value) ? Object.entries(value) : [];
    for (const [key, text] of pairs) {
      if (typeof key === 'string' && typeof text === 'string') tags[key] = text;
    }
  }
  return tags;
}

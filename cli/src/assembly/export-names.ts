import type { StackTemplate } from './template';

/** `listbackup-infrastructure-{service}-{stage}-{Key}`: only the stage may hold hyphens. */
const EXPORT_NAME = /^listbackup-infrastructure-([a-z0-9]+)-([a-z0-9-]+)-([A-Za-z0-9]+)$/;

export interface ExportName {
  readonly service: string;
  readonly stage: string;
  readonly key: string;
}

/** The parts of one of the library's export names; nothing for anybody else's. */
export function parseExportName(name: string): ExportName | undefined {
  const [, service, stage, key] = EXPORT_NAME.exec(name) ?? [];
  return service && stage && key ? { service, stage, key } : undefined;
}

/** The stages whose exports stand in these templates, in order. */
export function stagesOf(stacks: readonly StackTemplate[]): string[] {
  const stages = new Set<string>();
  for (const { template } of stacks) {
    for (const { Export } of Object.values(template.Outputs ?? {})) {
      const parsed = typeof Export?.Name === 'string' ? parseExportName(Export.Name) : undefined;
      if (parsed) stages.add(parsed.stage);
    }
  }
  return [...stages].sort();
}

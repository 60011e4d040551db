import { parseExportName } from '../../assembly';
import type { Exported } from '../../session/exports';

/** A table of a service outside the library. */
export interface ServiceTable {
  /** For example `listbackup-api-billing`. */
  readonly service: string;
  readonly exported: Exported;
}

/**
 * Finds tables of services, which their own stacks export as `{service}-{stage}-{Id}TableName`.
 *
 * @param need `dynamodb.{Id}TableName`, or `dynamodb.{service}.{Id}TableName` for the table of one service
 * @returns one per service, in the Region that comes first
 */
export function serviceTables(exports: readonly Exported[], stage: string, need: string): ServiceTable[] {
  const [, wanted, key] = /^dynamodb\.(?:([^.]+)\.)?([^.]+TableName)$/.exec(need) ?? [];
  if (key === undefined) return [];
  // A name that ends in `-x` may be of stage `feature-x`.
  const longer = [...new Set(exports.flatMap(({ name }) => parseExportName(name)?.stage ?? []))].filter((other) => other.endsWith(`-${stage}`));
  const found = new Map<string, Exported>();
  for (const exported of exports) {
    const { name } = exported;
    if (!name.endsWith(`-${stage}-${key}`) || longer.some((other) => name.endsWith(`-${other}-${key}`))) continue;
    const service = name.slice(0, -`-${stage}-${key}`.length);
    if ((wanted === undefined || wanted === service) && !found.has(service)) found.set(service, exported);
  }
  return [...found].map(([service, exported]) => ({ service, exported }));
}

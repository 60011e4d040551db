import { CloudFormationClient, paginateListExports } from '@aws-sdk/client-cloudformation';
import type { ClientConfig } from './client';

/** A value that a stack exports. */
export interface Exported {
  readonly name: string;
  readonly value: string;
  readonly region: string;
}

/** Every export of an account and Region. */
export async function listExports(config: ClientConfig): Promise<Exported[]> {
  const found: Exported[] = [];
  for await (const page of paginateListExports({ client: new CloudFormationClient(config) }, {})) {
    for (const { Name, Value } of page.Exports ?? []) {
      if (Name !== undefined && Value !== undefined) found.push({ name: Name, value: Value, region: config.region });
    }
  }
  return found;
}

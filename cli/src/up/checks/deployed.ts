import { serviceTables } from './service-tables';
import { exportName, parseExportName } from '../../assembly';
import type { EmulatorAddress } from '../../emulator';
import { clientConfig, type ClientConfig } from '../../session';
import { listExports, type Exported } from '../../session/exports';

/** Deployed resources, found through the exports. */
export interface Deployed {
  readonly endpoint: string;
  /** Of every stage, and those of the CDK's own bootstrap stack. */
  readonly exports: readonly Exported[];
  /** The export of the stage by `service.Key`. */
  readonly find: (need: string) => Exported | undefined;
  /** The services that a need can mean; several where they have tables of one ID. */
  readonly owners: (need: string) => string[];
  /** As `find`, for what a use has said it needs. */
  readonly get: (need: string) => Exported;
  /** The keys of a service's exports that match. */
  readonly keys: (service: string, pattern: RegExp) => string[];
  /** The full name of an export, for people. */
  readonly nameOf: (need: string) => string;
  readonly client: (region: string) => ClientConfig;
}

/**
 * Finds what a stage has deployed.
 *
 * @param credentials of the checks' role; default: the account's own
 */
export async function discover(
  address: EmulatorAddress, regions: readonly string[], stage?: string, credentials?: ClientConfig['credentials'],
): Promise<Deployed> {
  const client = (region: string) => ({ ...clientConfig(address, region), ...credentials && { credentials } });
  const exports = (await Promise.all(regions.map(async (region) => listExports(client(region))))).flat();
  const mine = new Map<string, Exported>();
  for (const exported of exports) {
    const name = parseExportName(exported.name, stage === undefined ? [] : [stage]);
    if (!name || name.stage !== stage) continue;
    const need = `${name.service}.${name.key}`;
    // The first region is the one that the stage lives in.
    if (!mine.has(need)) mine.set(need, exported);
  }
  const nameOf = (need: string) => {
    const [service = '', key = ''] = need.split('.');
    return exportName({ service, stage: stage ?? '{stage}', key });
  };
  const ofServices = (need: string) => stage === undefined ? [] : serviceTables(exports, stage, need);
  const find = (need: string) => {
    const [first, ...others] = ofServices(need);
    return mine.get(need) ?? (others.length === 0 ? first?.exported : undefined);
  };
  return {
    endpoint: address.endpoint,
    exports,
    nameOf,
    find,
    owners: (need) => mine.has(need) ? [] : ofServices(need).map(({ service }) => service),
    get: (need) => {
      const found = find(need);
      if (!found) throw new Error(`no export ${nameOf(need)}`);
      return found;
    },
    keys: (service, pattern) => [...mine.keys()].filter((need) => need.startsWith(`${service}.`)).map((need) => need.slice(service.length + 1))
      .filter((key) => pattern.test(key)),
    client,
  };
}

import { CliError } from '../errors';
import type { AssemblyStack } from '../toolkit';

/** Account and Region for the stacks of an assembly. */
export interface Target {
  readonly account: string;
  /** The first is that of the first stack. */
  readonly regions: readonly string[];
}

/** Target of a stack that leaves its environment to the deployment. */
export const DEFAULT_TARGET = { account: '123456789012', region: 'us-west-2' } as const;

/** @throws CliError when the stacks are for several accounts */
export function targetOf(stacks: readonly Pick<AssemblyStack, 'account' | 'region'>[]): Target {
  const accounts = unique(stacks.map(({ account }) => account ?? DEFAULT_TARGET.account));
  const [account, other] = accounts;
  if (account === undefined || other !== undefined) {
    throw CliError.failed(`the stacks are for several accounts (${accounts.join(', ')}): the emulator is one account, so synthesize for one`);
  }
  return { account, regions: unique(stacks.map(({ region }) => region ?? DEFAULT_TARGET.region)) };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

import { ResourceEnvironment, Token } from 'aws-cdk-lib';
import { invalid } from './invalid';

/** Account and region of a resource, as far as synthesis knows them. */
export interface KnownEnvironment {
  readonly account?: string;
  readonly region?: string;
}

/** Returns the environment of a handle: from its ARN if there is one, otherwise from its construct. CDK's imports accept ARNs of any environment. */
export function knownEnvironment(env: ResourceEnvironment | undefined, arn: string | undefined): KnownEnvironment {
  const [, , , region, account] = (arn ?? '').split(':');
  return { account: known(account) ?? known(env?.account), region: known(region) ?? known(env?.region) };
}

function known(value: string | undefined): string | undefined {
  return value === undefined || value === '' || Token.isUnresolved(value) ? undefined : value;
}

/** In what the place of a resource differs from that of a stack; undefined where it does not, or nobody knows. */
export function environmentMismatch(here: ResourceEnvironment, there: KnownEnvironment): 'account' | 'region' | undefined {
  return (['account', 'region'] as const).find((part) => {
    const [home, place] = [known(here[part]), there[part]];
    return home !== undefined && place !== undefined && home !== place;
  });
}

/** Prefixes of regions in partitions that have their own accounts, such as China and GovCloud. */
const PARTITION = /^(cn|us-gov|us-iso[a-z]?|eu-iso[a-z]?)-/;

/** Refuses a region of another partition than that of the stack, if that is known. Nothing is copied from one to another. */
export function requireSamePartition(what: string, home: string, region: string): void {
  if (Token.isUnresolved(home) || PARTITION.exec(home)?.[1] === PARTITION.exec(region)?.[1]) return;
  invalid(what, region, `must be in the same AWS partition as "${home}": nothing is copied between partitions`, 'Use a Region of the same partition.');
}

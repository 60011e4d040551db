import { ResourceEnvironment, Token } from 'aws-cdk-lib';
import { invalid } from './invalid';

/** Where a resource is, as far as synthesis can tell. */
export interface KnownEnvironment {
  readonly account?: string;
  readonly region?: string;
}

/** What is told from where a handle is used: its construct's environment, before which comes its ARN. CDK's imports take ARNs from anywhere. */
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

/** What the codes of regions begin with that are a world of their own, with accounts of their own: China, GovCloud, … */
const PARTITION = /^(cn|us-gov|us-iso[a-z]?|eu-iso[a-z]?)-/;

/** Refuses a region of another partition than that of the stack, if that is known. Nothing is copied from one to another. */
export function requireSamePartition(what: string, home: string, region: string): void {
  if (Token.isUnresolved(home) || PARTITION.exec(home)?.[1] === PARTITION.exec(region)?.[1]) return;
  invalid(what, region, `must be in the same AWS partition as "${home}": nothing is copied between partitions`, 'Use a Region of the same partition.');
}

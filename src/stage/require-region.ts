import { Token } from 'aws-cdk-lib';
import { refuse } from './refuse';

/** Returns a region by its code, and refuses whatever cannot be one: a name such as "Oregon", a zone, a value known only at deployment. */
export function requireRegion(what: string, region: string): string {
  if (typeof region !== 'string' || Token.isUnresolved(region) || !/^[a-z]{2}(-[a-z]+){1,2}-[1-9]$/.test(region)) {
    refuse(what, Token.isUnresolved(region) ? 'a token' : region, 'It is the code of an AWS region, known at synthesis.', '"us-west-2"');
  }
  return region;
}

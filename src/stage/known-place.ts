import { ResourceEnvironment, Token } from 'aws-cdk-lib';

/** Where a resource is, as far as synthesis can tell. */
export interface KnownPlace {
  readonly account?: string;
  readonly region?: string;
}

/** What is told from where a handle is used: its construct's environment, before which comes its ARN. CDK's imports take ARNs from anywhere. */
export function knownPlace(env: ResourceEnvironment | undefined, arn: string | undefined): KnownPlace {
  const [, , , region, account] = (arn ?? '').split(':');
  return { account: known(account) ?? known(env?.account), region: known(region) ?? known(env?.region) };
}

function known(value: string | undefined): string | undefined {
  return value === undefined || value === '' || Token.isUnresolved(value) ? undefined : value;
}

/** In what the place of a resource differs from that of a stack; undefined where it does not, or nobody knows. */
export function otherPlace(here: ResourceEnvironment, there: KnownPlace): 'account' | 'region' | undefined {
  return (['account', 'region'] as const).find((part) => {
    const [home, place] = [known(here[part]), there[part]];
    return home !== undefined && place !== undefined && home !== place;
  });
}

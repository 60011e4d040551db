import { TABLE_FACTS } from '../data-layer/tables.facts';

/** The last parts of the 23 tables' names, as the specification lists them. */
export const TABLE_NAMES = TABLE_FACTS.map(([, name]) => name);

export const ACCOUNT = '123456789012';
export const PRIMARY = { account: ACCOUNT, region: 'us-west-2' };
export const RECOVERY = { account: ACCOUNT, region: 'us-east-1' };

/** An ARN as the template says it, in a partition known at deployment. */
export function arn(rest: string): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${rest}`]] };
}

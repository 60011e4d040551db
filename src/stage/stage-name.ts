import { Token } from 'aws-cdk-lib';
import { TABLE_NAME_PARTS } from '../catalogue/tables';
import { invalid } from '../validation/invalid';

/** The longest name that a stage is part of is a bucket's: it must fit S3's 63 characters. */
const MAX_LENGTH = 16;

/** Cognito refuses hosted-UI prefixes that hold these. */
export const COGNITO_RESERVED = ['aws', 'amazon', 'cognito'];

/** SSM refuses parameter paths that begin so. */
const SSM_RESERVED = 'ssm';

/** `{stage}-origin` is the host that the edge calls. */
const EDGE_SUFFIX = '-origin';

/**
 * Endings that would give two stages the same table name: `listbackup-main-user-accounts` is table `user-accounts` of `main`,
 * and would be table `accounts` of `main-user`. They follow from the catalogue, so a new table brings its own.
 */
export function ambiguousSuffixes(tableNameParts: readonly string[]): string[] {
  const suffixes = tableNameParts.flatMap((longer) => tableNameParts
    .filter((shorter) => longer.endsWith(`-${shorter}`))
    .map((shorter) => `-${longer.slice(0, -shorter.length - 1)}`));
  return [...new Set(suffixes)].sort();
}

/** Returns the name if it is valid for a stage. Otherwise throws an error that states the rule. */
export function requireStageName(name: unknown): string {
  const fail = (rule: string, works = '"feature-x"'): never => invalid('stage', name, rule, `For example: ${works}.`);

  if (Token.isUnresolved(name)) {
    invalid('stage', String(name), 'must be known at synthesis, because it decides names and behavior', 'For example: "dev".');
  }
  if (typeof name !== 'string') return fail('must be a string', '"dev"');
  if (name.length === 0 || name.length > MAX_LENGTH) return fail(`must have 1 to ${MAX_LENGTH} characters`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return fail('must have lower-case letters, digits and single hyphens, start with a letter and not end with a hyphen');
  }
  const reserved = COGNITO_RESERVED.find((word) => name.includes(word));
  if (reserved) return fail(`must not contain "${reserved}", which Cognito refuses in a hosted-UI domain`);
  if (name.startsWith(SSM_RESERVED)) return fail(`must not begin with "${SSM_RESERVED}", which SSM refuses in parameter paths`);
  if (name.endsWith(EDGE_SUFFIX)) return fail(`must not end in "${EDGE_SUFFIX}", which the edge uses in host names`);
  const suffix = ambiguousSuffixes(TABLE_NAME_PARTS).find((ending) => name.endsWith(ending));
  if (suffix) return fail(`must not end in "${suffix}": its tables would be named like those of stage "${name.slice(0, -suffix.length)}"`);
  return name;
}

import { Token } from 'aws-cdk-lib';
import { TABLE_NAME_PARTS } from '../catalogue/tables';
import { refuse } from '../validation/invalid';

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

/** Returns the name when it is a valid stage, and says what is wrong with it otherwise. */
export function requireStageName(name: unknown): string {
  const fail = (rule: string, works = '"feature-x"'): never => refuse('stage', name, rule, works);

  if (Token.isUnresolved(name)) {
    refuse('stage', String(name), 'A stage decides names and behaviour at synthesis, so it cannot be a value known only at deployment.', '"dev"');
  }
  if (typeof name !== 'string') return fail('A stage is a string.', '"dev"');
  if (name.length === 0 || name.length > MAX_LENGTH) return fail(`A stage has 1 to ${MAX_LENGTH} characters.`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return fail('A stage holds lower-case letters, digits and single hyphens, starts with a letter and does not end with a hyphen.');
  }
  const reserved = COGNITO_RESERVED.find((word) => name.includes(word));
  if (reserved) return fail(`A stage does not hold "${reserved}": Cognito refuses it in a hosted-UI domain.`);
  if (name.startsWith(SSM_RESERVED)) return fail(`A stage does not begin with "${SSM_RESERVED}": SSM refuses such parameter paths.`);
  if (name.endsWith(EDGE_SUFFIX)) return fail(`A stage does not end in "${EDGE_SUFFIX}": the edge uses that host name.`);
  const suffix = ambiguousSuffixes(TABLE_NAME_PARTS).find((ending) => name.endsWith(ending));
  if (suffix) return fail(`A stage does not end in "${suffix}": its tables would be named like those of stage "${name.slice(0, -suffix.length)}".`);
  return name;
}

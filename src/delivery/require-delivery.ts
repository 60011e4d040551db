import { Duration, Token } from 'aws-cdk-lib';
import { ListBackupDeliveryOptions } from './delivery-options';
import { requireSecurity } from '../stage/posture';
import { refuse } from '../stage/refuse';
import { requireBoolean, requireList } from '../stage/require';
import { requireDurationBetween } from '../stage/require-duration';
import { requireBoundary } from '../stage/require-handles';
import { requireRegion } from '../stage/require-region';

const WILDCARDS = /[*?]/;
/** GitHub knows no repository whose name ends in `.git`: that is the end of its URL. */
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/;
/** Git's rules for names of branches, narrowed to what no shell and no token encodes. */
const BRANCH = /^(?!refs\/)(?!.*(\.\.|\/\/|\/\.|\.lock(\/|$)))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}(?<![./])$/;
const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;

/** Refuses what would admit more than was meant, or nobody. */
export function requireDelivery(options: ListBackupDeliveryOptions): void {
  const { repository, branch, environment } = options;
  requireClaim('repository', repository ?? null, REPOSITORY, 'It is owner/name of one GitHub repository.', '"ListBackup-ai/api"');
  requireClaim('branch', branch, BRANCH, 'It is the name of one branch, without refs/heads/.', '"main"');
  requireClaim('environment', environment, ENVIRONMENT, 'It is the name of one GitHub environment: letters, digits, dots, hyphens and underscores.', '"production"');
  if (branch !== undefined && environment !== undefined) {
    refuse('environment', environment, 'It excludes branch, as GitHub\'s token names one of the two: say in the environment\'s own rules which branches may deploy.',
      'environment without branch');
  }
  requireSecurity(options.security);
  requireBoolean('createProvider', options.createProvider);
  requireList('regions', options.regions, '["eu-central-1"]');
  options.regions?.forEach((region) => requireRegion('regions', region));
  requireDurationBetween('sessionDuration', options.sessionDuration, Duration.hours(1), Duration.hours(12));
  if (options.sessionDuration !== undefined && options.sessionDuration.toMilliseconds() % 1000 !== 0) {
    refuse('sessionDuration', options.sessionDuration.toHumanString(), 'It is in whole seconds.', 'Duration.hours(1)');
  }
  requireBoundary('permissionsBoundary', options.permissionsBoundary);
}

/** What stands in the trust policy has to be known now: a wildcard that only deployment shows would admit strangers. */
function requireClaim(what: string, value: string | null | undefined, pattern: RegExp, rule: string, works: string): void {
  if (value === undefined) return;
  if (typeof value === 'string' && Token.isUnresolved(value)) refuse(what, value, 'It is known at synthesis, since it decides who may deploy.', works);
  if (typeof value === 'string' && WILDCARDS.test(value)) refuse(what, value, `A wildcard would let others deploy. ${rule}`, works);
  if (typeof value !== 'string' || !pattern.test(value)) refuse(what, value, rule, works);
}

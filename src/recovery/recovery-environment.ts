import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { requireOtherRegion } from './require-backup';
import { ListBackupStage } from '../stage';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';
import { requireRegion } from '../stage/require-region';

/** Where a stage's stacks are deployed; either may be a token. */
export interface RecoveryEnvironment {
  readonly account: string;
  readonly region: string;
}

/** What the caller says of it. */
export interface RecoveryWish {
  /** Whether it is wanted; undefined where the stage decides. */
  readonly asked?: boolean;
  readonly region?: string;
}

const WORKS = 'env: { account: "123456789012", region: "us-west-2" }';

/** The recovery region of a primary that names none. */
export const defaultRecoveryRegion = (primaryRegion: string): string => (primaryRegion === 'us-east-1' ? 'us-west-2' : 'us-east-1');

/**
 * The region in which a stage is kept safe, or `undefined` where it is not: in production unless the caller says otherwise. Its stacks are of two
 * regions, and name each other's resources; so it warns where it is left out for want of a concrete environment, and refuses where it was
 * asked for.
 */
export function recoveryRegionFor(
  scope: IConstruct, stage: ListBackupStage, env: RecoveryEnvironment, { asked, region }: RecoveryWish,
): string | undefined {
  requireBoolean('recovery', asked);
  if (region !== undefined) requireRegion('recoveryRegion', region);
  if (region !== undefined && asked === false) refuse('recoveryRegion', region, 'It is for recovery, which is off.', '{ enabled: true }');
  const explicit = asked === true || region !== undefined;
  if (stage.standbyFor !== undefined) {
    if (explicit) requirePrimary('recovery', stage);
    return undefined;
  }
  if (!(asked ?? (stage.isProduction || region !== undefined))) return undefined;
  if (Token.isUnresolved(env.account) || Token.isUnresolved(env.region)) {
    if (explicit) refuse('recovery', region === undefined ? {} : { region }, 'It needs a concrete account and region: its stacks stand in two regions, and name each other.', WORKS);
    Annotations.of(scope).addWarningV2('listbackup-infrastructure:recoveryLeftOut',
      `copies and replicas in another region are left out: they need a concrete account and region, for example ${WORKS}.`);
    return undefined;
  }
  return requireOtherRegion('recoveryRegion', env, region ?? defaultRecoveryRegion(env.region));
}

/** Refuses a standby: it uses what its primary keeps in the same region. */
export function requirePrimary(what: string, { stageName, standbyFor }: ListBackupStage): void {
  if (standbyFor === undefined) return;
  refuse(what, `standby for ${standbyFor}`, 'A standby has none of its own: its primary\'s stands in the same region.', `ListBackupStage.of("${stageName}")`);
}

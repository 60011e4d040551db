import { ListBackupInfrastructureProps } from './infrastructure-props';
import { ListBackupStandby } from './standby';
import { ListBackupStage } from '../stage';

/**
 * The same app in a standby region: what the primary alone can have is taken out of its props. DKIM tokens are those of the primary's own
 * identity; a cold standby has no record, no alias, and no host that lives once in the world.
 */
export function forStandby(stage: ListBackupStage, props: ListBackupInfrastructureProps): ListBackupInfrastructureProps {
  if (stage.standbyFor === undefined) return props;
  const regional = { ...props, domains: props.domains && { ...props.domains, dkimTokens: undefined, dkimTtl: undefined } };
  if (!isCold(stage, props)) return regional;
  const { edge } = props;
  return {
    ...regional,
    email: { ...props.email, dkimRecords: false },
    auth: { ...props.auth, customDomain: undefined, certificate: undefined },
    api: { ...props.api, dnsRecords: false },
    edge: edge && { contentSecurityPolicy: edge.contentSecurityPolicy, shieldAdvanced: edge.shieldAdvanced },
  };
}

/** Whether it waits beside its primary. */
export function isCold({ standbyFor }: ListBackupStage, { standby }: ListBackupInfrastructureProps): boolean {
  return standbyFor !== undefined && standby !== ListBackupStandby.ACTIVE;
}

import { ListBackupAuthSender } from './auth-sender';
import { ListBackupInfrastructureProps } from './infrastructure-props';
import { ListBackupStandby } from './standby';
import { ListBackupStage } from '../stage';
import { requireHostedZone } from '../stage/hosted-zone';
import { DEFAULT_DOMAIN_NAME } from '../stage/naming';
import { requireSecurity } from '../stage/posture';
import { refuse, show } from '../stage/refuse';
import { requireOneOf, requireText } from '../stage/require';
import { requireBoundary } from '../stage/require-handles';
import { requireStage } from '../stage/require-stage';

const PARTS = [
  'key', 'secrets', 'tables', 'buckets', 'queues', 'eventBus', 'domains', 'email', 'auth', 'api', 'edge', 'monitoring', 'budget', 'delivery', 'recovery', 'backup',
] as const;
/** Of the parts that are nothing without a word. */
const EXAMPLES: Partial<Record<typeof PARTS[number], string>> = {
  budget: '{ monthlyUsd: 500, emails: ["operations@example.com"] }',
  delivery: '{ repository: "ListBackup-ai/api" }',
  secrets: '{ secrets: { stripe: {} } }',
};
const ZONE = 'hostedZone: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }';

/** Refuses what no part could say as clearly; returns the stage and the domain below which its hosts are named. */
export function requireInfrastructure(props: ListBackupInfrastructureProps): { readonly stage: ListBackupStage; readonly domainName: string } {
  const stage = props?.standbyFor === undefined ? requireStage(props) : requireStage(props).asStandbyFor(props.standbyFor);
  requireOneOf('standby', props.standby, Object.values(ListBackupStandby));
  if (props.standby !== undefined && stage.standbyFor === undefined) {
    refuse('standby', props.standby, 'It is for a standby, and this is the primary.', 'standbyFor: "us-west-2"');
  }
  for (const part of PARTS) {
    const options: unknown = props[part];
    if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
      refuse(part, options, 'They are options of that part.', `${part}: ${EXAMPLES[part] ?? '{}'}`);
    }
  }
  requireText('env.account', props.env?.account, /^\S+$/, 'It is the ID of an account.', '"123456789012"');
  requireText('env.region', props.env?.region, /^\S+$/, 'It is the code of a region.', '"us-west-2"');
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireSecurity(props.security);
  const senders = Object.values(ListBackupAuthSender);
  if (props.authSender !== undefined && !senders.includes(props.authSender)) {
    refuse('authSender', props.authSender, `It is one of: ${senders.join(', ')}.`, 'ListBackupAuthSender.SES');
  }
  if (props.hostedZone === undefined) {
    if (props.domains !== undefined) refuse('domains', props.domains, `Stage ${show(stage.stageName)} has no hosted zone in which certificates could be validated.`, ZONE);
    return { stage, domainName: DEFAULT_DOMAIN_NAME };
  }
  return { stage, domainName: requireHostedZone(props.hostedZone).zoneName };
}

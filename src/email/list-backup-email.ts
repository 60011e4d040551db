import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { createConfigurationSet } from './configuration-set';
import { ListBackupEmailBase } from './email-base';
import { ListBackupEmailFromStageProps } from './email-from-stage';
import { IListBackupEmail } from './email-handle';
import { createEmailIdentity } from './email-identity';
import { ListBackupEmailOptions } from './email-options';
import { emailFrom } from './email-sender';
import { createEmailTemplate } from './email-template';
import { ImportedEmail } from './imported-email';
import { createSmsDeliveryRole } from './sms-delivery-role';
import { SmsTopic } from './sms-topic';
import { removalPolicyFor } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { encryptionKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { requireHostedZone } from '../stage/hosted-zone';
import { DEFAULT_DOMAIN_NAME, emailConfigurationSetName, SERVICES } from '../stage/naming';
import { requireDomainName } from '../stage/origins';
import { byPosture } from '../stage/posture';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';
import { requireBoundary, requireKey } from '../stage/require-handles';
import { requireStage } from '../stage/require-stage';

/** A stage's e-mail and text messages. */
export interface ListBackupEmailProps extends ListBackupEmailOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * The Route 53 zone of the domain that mail comes from. Excludes `domainName`.
   *
   * @default - mail comes from `domainName`, and no DNS record is made
   */
  readonly hostedZone?: HostedZoneAttributes;
}

/**
 * What a stage sends e-mail and text messages with: the `ses` stack. An SES identity with 2048-bit DKIM, a configuration set that counts
 * in CloudWatch, two templates, an SMS topic and the role for SMS delivery logs.
 *
 * The handle's `emailIdentityArn`, `emailFrom` and `emailConfigurationSetName` are what `ListBackupAuth` takes to send through it.
 *
 * @throws at synthesis when the zone is no domain, the sender is not the identity's, or options exclude each other.
 * @see https://docs.aws.amazon.com/ses/latest/dg/Welcome.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const email = new ListBackupEmail(this, 'Email', {
 *   stage: ListBackupStage.MAIN,
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 * });
 * email.grantSend(worker);
 */
export class ListBackupEmail extends ListBackupEmailBase {
  /**
   * E-mail of a stage that another app or stack deployed: what a service needs to send.
   *
   * @param scope where the handle stands.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   *
   * @throws when the stage or an option is invalid; what `lookup` cannot find is refused when it is used.
   * @example
   * declare const worker: lambda.Function;
   *
   * const email = ListBackupEmail.fromStage(this, 'Email', { stage: ListBackupStage.MAIN });
   * email.grantSend(worker);
   * worker.addEnvironment('EMAIL_FROM', email.emailFrom);
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupEmailFromStageProps): IListBackupEmail {
    return new ImportedEmail(scope, id, props);
  }

  public readonly emailIdentity: IEmailIdentity;
  public readonly emailFrom: string;
  public readonly emailConfigurationSetName: string;
  public readonly passwordResetTemplateName: string;
  public readonly mfaSetupTemplateName: string;
  public readonly smsTopic: ITopic;
  public readonly smsDeliveryRoleArn: string;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEmailProps) {
    const stage = requireStage(props);
    const chosen = byPosture(props, { requireTls: true });
    requireBoolean('requireTls', chosen.requireTls);
    requireBoundary('permissionsBoundary', chosen.permissionsBoundary);
    requireKey('encryptionKey', chosen.encryptionKey);
    const source = requireSource(chosen);
    const from = emailFrom(chosen.emailFrom, source.identity);
    super(scope, id);
    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);

    this.emailIdentity = chosen.emailIdentity ?? createEmailIdentity(this, stage, source.identity, removalPolicy, source.dkimZone);
    this.emailFrom = from;
    publish(this, stage, SERVICES.ses, { SESDomainIdentity: this.emailIdentity.emailIdentityName });

    const configurationSet = createConfigurationSet(this, stage, chosen.requireTls ?? false);
    this.emailConfigurationSetName = stackAware(configurationSet.stack, configurationSet.ref, emailConfigurationSetName(stage));
    publish(this, stage, SERVICES.ses, { SESConfigurationSetName: configurationSet.ref });

    this.passwordResetTemplateName = createEmailTemplate(this, stage, 'PasswordReset');
    this.mfaSetupTemplateName = createEmailTemplate(this, stage, 'MFASetup');
    const encryptionKey = encryptionKeyFor(this, chosen, {
      stage, service: SERVICES.ses, removalPolicy, users: ['EventRulesSend', 'BucketsSend', 'AlarmsSend'], shared: true,
    });
    this.smsTopic = new SmsTopic(this, 'SmsTopic', stage, encryptionKey);
    this.smsDeliveryRoleArn = createSmsDeliveryRole(this, stage, chosen.permissionsBoundary);
  }
}

/** Whom mail comes from, and where the DKIM records are made, if they are. */
function requireSource(props: ListBackupEmailProps): { readonly identity: string; readonly dkimZone?: HostedZoneAttributes } {
  const { emailIdentity, domainName, dkimRecords } = props;
  const zone = props.hostedZone === undefined ? undefined : requireHostedZone(props.hostedZone);
  const other = zone ? 'hostedZone' : emailIdentity && 'emailIdentity';
  if (domainName !== undefined && other) refuse('domainName', domainName, `It excludes ${other}, which says the domain.`, 'one of the two');
  if (dkimRecords !== undefined && typeof dkimRecords !== 'boolean') refuse('dkimRecords', dkimRecords, 'It is true or false.', 'false');
  if (dkimRecords && (emailIdentity || !zone)) {
    refuse('dkimRecords', dkimRecords, emailIdentity ? 'The records of an identity are made with it, and this one stands already.' : 'The records need a hostedZone.',
      'dkimRecords: false');
  }
  if (emailIdentity !== undefined) {
    if (typeof emailIdentity !== 'object' || emailIdentity === null || !('emailIdentityName' in emailIdentity)) {
      refuse('emailIdentity', emailIdentity, 'It is an SES identity, not its name.', 'EmailIdentity.fromEmailIdentityName(this, "Identity", "listbackup.ai")');
    }
    return { identity: emailIdentity.emailIdentityName };
  }
  const identity = zone?.zoneName ?? requireDomainName('domainName', domainName ?? DEFAULT_DOMAIN_NAME);
  return { identity, dkimZone: dkimRecords === false ? undefined : zone };
}

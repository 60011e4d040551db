import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { EmailIdentity, IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { createConfigurationSet, createEmailIdentity } from './email-identity';
import { emailFrom, ListBackupEmailFromStageProps, ListBackupEmailOptions } from './email-options';
import { createEmailTemplate } from './email-template';
import { createSmsDeliveryRole, SmsTopic } from './sms';
import { TemplateKey, TEMPLATES } from '../catalogue/email-templates';
import { SERVICES } from '../catalogue/services';
import { childOf, removalPolicyFor } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { IListBackupEmail } from '../handles';
import { getOrCreateServiceKey, importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { DEFAULT_DOMAIN_NAME, emailConfigurationSetName, emailTemplateName, smsDeliveryRoleName, smsTopicName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { requireBoundary, requireGrantee, requireKey } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireDomainName, requireHostedZone } from '../validation/names';
import { requireBoolean } from '../validation/values';

/**
 * Base of created and imported e-mail: the grants to send.
 *
 * @internal
 */
@located
export abstract class ListBackupEmailBase extends Construct implements IListBackupEmail {
  public abstract readonly emailIdentity: IEmailIdentity;
  public abstract readonly emailFrom: string;
  public abstract readonly emailConfigurationSetName: string;
  public abstract readonly passwordResetTemplateName: string;
  public abstract readonly mfaSetupTemplateName: string;
  public abstract readonly smsTopic: ITopic;
  public abstract readonly smsDeliveryRoleArn: string;

  public get emailIdentityArn(): string {
    return this.emailIdentity.emailIdentityArn;
  }

  /** @param grantee the principal that sends. */
  public grantSend(grantee: IGrantable): Grant {
    requireGrantee('grantee', grantee);
    const arn = (resource: string, resourceName: string): string => Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    return Grant.addToPrincipal({
      grantee,
      actions: ['ses:SendEmail', 'ses:SendTemplatedEmail'],
      resourceArns: [
        this.emailIdentityArn,
        arn('configuration-set', this.emailConfigurationSetName),
        arn('template', this.passwordResetTemplateName),
        arn('template', this.mfaSetupTemplateName),
      ],
    });
  }
}

/** E-mail of a stage that another stack deployed. What is not used is not looked up. */
@located
export class ImportedEmail extends ListBackupEmailBase {
  public readonly emailFrom: string;
  private readonly lookup: ServiceLookup;
  private readonly domainName: string;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupEmailFromStageProps) {
    const lookup = lookupOf(props, SERVICES.ses);
    const domainName = requireDomainName('domainName', props.domainName ?? DEFAULT_DOMAIN_NAME);
    const from = emailFrom(props.emailFrom, domainName);
    super(scope, id);
    this.lookup = lookup;
    this.encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.ses, lookup);
    this.domainName = domainName;
    this.emailFrom = from;
  }

  public get emailIdentity(): IEmailIdentity {
    return childOf<IEmailIdentity>(this, 'Identity', () => (
      EmailIdentity.fromEmailIdentityName(this, 'Identity', this.lookup.name('SESDomainIdentity', () => this.domainName))
    ));
  }

  public get emailConfigurationSetName(): string {
    return this.lookup.name('SESConfigurationSetName', () => emailConfigurationSetName(this.props.stage));
  }

  public get passwordResetTemplateName(): string {
    return this.templateName('PasswordReset');
  }

  public get mfaSetupTemplateName(): string {
    return this.templateName('MFASetup');
  }

  public get smsTopic(): ITopic {
    return childOf<ITopic>(this, 'SmsTopic', () => {
      const byRule = Stack.of(this).formatArn({ service: 'sns', resource: smsTopicName(this.props.stage) });
      return Topic.fromTopicAttributes(this, 'SmsTopic', {
        topicArn: this.lookup.name('SNSTopicArn', () => byRule), keyArn: this.encryptionKey?.keyArn,
      });
    });
  }

  public get smsDeliveryRoleArn(): string {
    return Stack.of(this).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: smsDeliveryRoleName(this.props.stage) });
  }

  private templateName(key: TemplateKey): string {
    return this.lookup.name(`${key}TemplateName`, () => emailTemplateName(this.props.stage, TEMPLATES[key].name));
  }
}

/** A stage's e-mail and text messages. */
export interface ListBackupEmailProps extends ListBackupEmailOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Route 53 zone of the sender's domain. Can't be combined with `domainName`.
   *
   * @default - the sender's domain is `domainName`, and no DNS records are created
   */
  readonly hostedZone?: HostedZoneAttributes;
}

/**
 * The e-mail and text messages of a stage: the `ses` stack. It has an SES identity with 2048-bit DKIM, a configuration set with CloudWatch
 * metrics, two templates, an SMS topic and a role for SMS delivery logs.
 *
 * To send through this identity, pass the handle's `emailIdentityArn`, `emailFrom` and `emailConfigurationSetName` to `ListBackupAuth`.
 *
 * @throws at synthesis when the zone isn't a domain, the sender is not the identity's, or options can't be combined.
 * @see https://docs.aws.amazon.com/ses/latest/dg/Welcome.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const email: IListBackupEmail = new ListBackupEmail(this, 'Email', {
 *   stage: ListBackupStage.MAIN,
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 * });
 * email.grantSend(worker);
 */
@located
export class ListBackupEmail extends ListBackupEmailBase {
  /**
   * E-mail of a stage that another app or stack deployed: what a service needs to send.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   *
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
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
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEmailProps) {
    const stage = requireStage(props);
    const chosen = withSecurityDefaults(props, { requireTls: true });
    requireBoolean('requireTls', chosen.requireTls);
    requireBoolean('openAndClickTracking', chosen.openAndClickTracking);
    requireBoundary('permissionsBoundary', chosen.permissionsBoundary);
    requireKey('encryptionKey', chosen.encryptionKey);
    const source = requireSource(chosen);
    const from = emailFrom(chosen.emailFrom, source.identity);
    super(scope, id);
    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);

    this.emailIdentity = chosen.emailIdentity ?? createEmailIdentity(this, stage, source.identity, removalPolicy, source.dkimZone);
    this.emailFrom = from;
    publish(this, stage, SERVICES.ses, { SESDomainIdentity: this.emailIdentity.emailIdentityName });

    const configurationSet = createConfigurationSet(this, stage, chosen.requireTls ?? false, chosen.openAndClickTracking ?? true);
    this.emailConfigurationSetName = stackAware(configurationSet.stack, configurationSet.ref, emailConfigurationSetName(stage));
    publish(this, stage, SERVICES.ses, { SESConfigurationSetName: configurationSet.ref });

    this.passwordResetTemplateName = createEmailTemplate(this, stage, 'PasswordReset');
    this.mfaSetupTemplateName = createEmailTemplate(this, stage, 'MFASetup');
    const encryptionKey = getOrCreateServiceKey(this, chosen, {
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
  if (domainName !== undefined && other) invalid('domainName', domainName, `can't be combined with ${other}, which decides the domain`, 'Remove one of them.');
  if (dkimRecords !== undefined && typeof dkimRecords !== 'boolean') invalid('dkimRecords', dkimRecords, 'must be true or false', 'For example: false.');
  if (dkimRecords && (emailIdentity || !zone)) {
    invalid('dkimRecords', dkimRecords, emailIdentity ? 'can\'t be set with emailIdentity: the records belong to the stack that created the identity' : 'requires hostedZone', 'Set dkimRecords: false, or leave it out.');
  }
  if (emailIdentity !== undefined) {
    if (typeof emailIdentity !== 'object' || emailIdentity === null || !('emailIdentityName' in emailIdentity)) {
      invalid('emailIdentity', emailIdentity, 'must be an SES identity, not its name', 'For example: EmailIdentity.fromEmailIdentityName(this, "Identity", "listbackup.ai").');
    }
    return { identity: emailIdentity.emailIdentityName };
  }
  const identity = zone?.zoneName ?? requireDomainName('domainName', domainName ?? DEFAULT_DOMAIN_NAME);
  return { identity, dkimZone: dkimRecords === false ? undefined : zone };
}

import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { EmailIdentity, IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ListBackupEmailBase } from './email-base';
import { ListBackupEmailFromStageProps } from './email-from-stage';
import { emailFrom } from './email-sender';
import { TemplateKey, TEMPLATES } from './template-catalogue';
import { childOf } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { importedKeyFor } from '../keys/service-key';
import { DEFAULT_DOMAIN_NAME, emailConfigurationSetName, emailTemplateName, SERVICES, smsDeliveryRoleName, smsTopicName } from '../stage/naming';
import { requireDomainName } from '../stage/origins';

/** E-mail of a stage that another stack deployed. What is not used is not looked up. */
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

import { CfnTemplate } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { TemplateKey, TEMPLATES } from './template-catalogue';
import { claimLogicalId, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { renderHtml } from './templates/html';
import { renderText } from './templates/text';
import { emailTemplateName, SERVICES } from '../stage/naming';

/** Makes a template of the catalogue and returns its name. */
export function createEmailTemplate(scope: Construct, stage: ListBackupStage, key: TemplateKey): string {
  const { name, message } = TEMPLATES[key];
  const templateName = emailTemplateName(stage, name);
  const template = claimLogicalId(new CfnTemplate(scope, `${key}Template`, {
    template: { templateName, subjectPart: message.subject, htmlPart: renderHtml(message), textPart: renderText(message) },
    tags: resourceTags(stage, SERVICES.ses),
  }), `${key}Template`);
  // The literal name: a template's `Ref` is an ID, which SES does not send by.
  publish(scope, stage, SERVICES.ses, { [`${key}TemplateName`]: templateName });
  return stackAware(template.stack, templateName, templateName);
}

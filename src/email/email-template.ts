import { CfnTemplate } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { AUTOMATIC, CODE, CodeMessage, GREETING, SENDER, TemplateKey, TEMPLATES, validity } from '../catalogue/email-templates';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { emailTemplateName } from '../stage/naming';

const FONT = 'font-family: -apple-system, \'Segoe UI\', Helvetica, Arial, sans-serif;';

/**
 * The message as HTML. Styles stand inline and nothing is loaded from elsewhere: mail programs drop style sheets and hold back images.
 */
function renderHtml(message: CodeMessage): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${message.subject}</title>
  </head>
  <body style="margin: 0; padding: 24px; background: #f4f5f7;">
    <table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width: 520px; margin: 0 auto; background: #ffffff;">
      <tr>
        <td style="padding: 32px; ${FONT} font-size: 16px; line-height: 1.5; color: #1f2933;">
          <p style="margin: 0 0 16px;">${GREETING}</p>
          <p style="margin: 0 0 24px;">${message.purpose}</p>
          <p style="margin: 0 0 24px; padding: 16px; background: #eef1f5; font-family: Consolas, Menlo, monospace; font-size: 28px; letter-spacing: 4px; text-align: center;">${CODE}</p>
          <p style="margin: 0 0 16px;"><strong>${validity(message)}</strong></p>
          <p style="margin: 0 0 24px;">${message.notRequested}</p>
          <p style="margin: 0;">${SENDER}</p>
        </td>
      </tr>
      <tr>
        <td style="padding: 16px 32px; ${FONT} font-size: 13px; color: #52606d;">${AUTOMATIC}</td>
      </tr>
    </table>
  </body>
</html>
`;
}

/** The message as plain text. */
function renderText(message: CodeMessage): string {
  return [GREETING, message.purpose, `    ${CODE}`, validity(message), message.notRequested, SENDER, `-- \n${AUTOMATIC}`].join('\n\n') + '\n';
}

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

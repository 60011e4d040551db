import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, deployedFolder } from './support/folders';
import { plan } from './support/run';
import type { TemplateObject } from './support/today';

const NAME = 'shop-mail-main';

const mail = (text: string, Default = 'main'): TemplateObject => ({
  Parameters: { Stage: { Type: 'String', Default } },
  Resources: {
    Mail: { Type: 'AWS::SES::Template', Properties: { Template: { TemplateName: { 'Fn::Sub': 'mail-${Stage}' }, SubjectPart: 'Hi', TextPart: text } } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Sub': 'mails-${Stage}' }, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }] }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
  },
});

async function between(now: TemplateObject, next: TemplateObject, describe = false): Promise<{ code: number; out: string }> {
  return plan('--deployed', deployedFolder({ [NAME]: now }, { describe }), '--assembly', assemblyFolder({ [NAME]: next }));
}

test('what GetTemplate could not print is no change', async () => {
  const { code, out } = await between(mail('Gr??e, na?ve'), mail('Größe, naïve'));
  expect(code).toBe(0);
  expect(out).toContain('2 kept');
});

test('a question mark that the target does not explain is said', async () => {
  const { code, out } = await between(mail('Gr??e, who?'), mail('Größen'));
  expect(code).toBe(0);
  expect(out).toContain(`the "?" in ${NAME}.Mail is one; GetTemplate prints it for characters outside ASCII`);
});

test('without a description tags and parameters are assumed, and said', async () => {
  const { out } = await between(mail('a'), mail('b'));
  expect(out).toContain(`${NAME} has no stack tags beside the target's; a deployment would drop others: put ${NAME}.stack.json there to keep them`);
  expect(out).toContain(`the parameters Stage of ${NAME} have their defaults`);
  expect((await between(mail('a'), mail('b'), true)).out).not.toMatch(/stack\.json/);
});

test('a parameter keeps its value whatever the new default is, as a deployment leaves it', async () => {
  const { code, out } = await between(mail('a'), mail('a', 'dev'));
  expect([code, out]).toEqual([0, expect.stringContaining('2 kept') as string]);
});

test('a parameter whose value only the description tells decides about a name', async () => {
  const now = mail('a');
  const next = mail('a');
  Object.assign(next.Resources.Table!.Properties!, { TableName: 'mails-prod' });
  expect((await between(now, next)).code).toBe(1);
  const deployed = deployedFolder({ [NAME]: now });
  writeFileSync(join(deployed, `${NAME}.stack.json`), JSON.stringify({ Stacks: [{ StackName: NAME, Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }] }] }));
  expect((await plan('--deployed', deployed, '--assembly', assemblyFolder({ [NAME]: next }))).code).toBe(0);
});

test('a parameter without a value leaves a name undecided, and the plan says what would decide it', async () => {
  const now = mail('a');
  now.Parameters = { Stage: { Type: 'String' } };
  const next = mail('a');
  Object.assign(next.Resources.Table!.Properties!, { TableName: 'mails-prod' });
  const { code, out } = await between(now, next);
  expect(code).toBe(1);
  expect(out).toContain('TableName decides about a replacement, and whether mails-${Stage} is mails-prod is not known here');
  expect(out).toContain(`put what "aws cloudformation describe-stacks" prints into ${NAME}.stack.json`);
});

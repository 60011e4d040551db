import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditableTemplate } from '../../src/template';
import { FIXTURE_APP, runCommand, temporaryFolder, type Outcome } from '../helpers/command';

let outcome: Outcome;

/** Each service deploys well, and does one thing other than it should. */
beforeAll(async () => {
  const assembly = temporaryFolder();
  execSync(FIXTURE_APP, { env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"stage":"main"}' } });
  edit(assembly, 'dynamodb', ({ Resources, Outputs }) => {
    Object.assign(Resources?.UsersTable?.Properties ?? {}, {
      GlobalSecondaryIndexes: [
        { IndexName: 'EmailIndex', KeySchema: [{ AttributeName: 'cognitoUserId', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } },
      ],
    });
    Object.assign(Outputs?.JobsTableName ?? {}, { Value: '' });
  });
  edit(assembly, 'sqs', ({ Outputs }) => {
    Object.assign(Outputs?.MaintenanceDeadLetterQueueUrl ?? {}, { Value: { Ref: 'MaintenanceQueue' } });
  });
  edit(assembly, 's3', ({ Resources }) => {
    for (const { Type, Properties } of Object.values(Resources ?? {})) if (Type === 'AWS::S3::Bucket') delete Properties?.VersioningConfiguration;
  });
  edit(assembly, 'eventbridge', ({ Resources }) => {
    Object.assign(Resources?.UserEventsRule?.Properties ?? {}, { EventPattern: { 'source': ['listbackup.jobs'], 'detail-type': ['Job Started'] } });
  });
  edit(assembly, 'cognito', ({ Resources }) => {
    Object.assign(Resources?.CognitoUserPool?.Properties ?? {}, {
      Policies: {
        PasswordPolicy: { MinimumLength: 6, RequireLowercase: false, RequireUppercase: false, RequireNumbers: false, RequireSymbols: false },
      },
    });
  });
  outcome = await runCommand(['up', '--assembly', assembly]);
});

function edit(assembly: string, stack: string, change: (template: EditableTemplate) => void): void {
  const file = join(assembly, `${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as EditableTemplate;
  change(template);
  writeFileSync(file, JSON.stringify(template));
}

test.each([
  ['Users table: an item written is read back by EmailIndex', /FAILED/],
  ['Users table: a conditional write over it is refused', /not reached/],
  ['queues: a message sent twice arrives once', /ok/],
  ['queues: a poison message ends in the dead-letter queue', /FAILED .* Maintenance: the dead-letter queue holds 0 messages after 1 receives/],
  ['Data bucket: an object is written and overwritten', /FAILED .* the bucket gives no version: it is not versioned/],
  ['events: each rule delivers an event of its pattern', /FAILED .* should have delivered "Job Started" once; it arrived 4 times/],
  ['sign-in: a weak password is refused', /FAILED .* it should have been refused with InvalidPasswordException, and was not/],
  ['exports: every export of the templates is listed', /FAILED .* not listed, or without a value: listbackup-infrastructure-dynamodb-main-JobsTableName/],
])('the check says so: %s', (name, result) => {
  expect(outcome.stdout.split('\n').find((line) => line.startsWith(name))).toMatch(result);
});

test('and so does the exit code', () => {
  expect(outcome).toMatchObject({ code: 1, stderr: 'listbackup: 6 of the checks failed\n' });
});

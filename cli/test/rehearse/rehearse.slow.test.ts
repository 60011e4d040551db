import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptTable, table } from './support/stage';
import { NOTHING, runCommand, RunningCommand } from '../helpers/command';
import { assemblyFolder, deployedFolder } from '../plan/support/folders';
import type { TemplateObject } from '../plan/support/today';

const DATA = 'listbackup-infrastructure-dynamodb-main';
const CORE = 'listbackup-core-main';
/** What AWS called the API, which no run of the emulator does. */
const API_ID = 'a1b2c3d4e5';

/** The data layer's stack, which imports from the old one and names its API literally, and the old one with a table. */
function deployed(): Record<string, TemplateObject> {
  return {
    [DATA]: {
      Resources: {
        UsersTable: table('listbackup-main-users'),
        Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: API_ID, RouteKey: 'GET /users' } },
        Pointer: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/main/core', Type: 'String', Value: { 'Fn::ImportValue': 'core-files' } } },
      },
      Outputs: { UsersTableName: { Value: { Ref: 'UsersTable' }, Export: { Name: `${DATA}-UsersTableName` } } },
    },
    [CORE]: {
      Parameters: { Stage: { Type: 'String', Default: 'main' } },
      Resources: {
        FilesTable: table('ignored', { TableName: { 'Fn::Sub': 'listbackup-${Stage}-files' } }),
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'listbackup-main', ProtocolType: 'HTTP' } },
        Note: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/main/files', Type: 'String', Value: { Ref: 'FilesTable' } } },
      },
      Outputs: { Files: { Value: { Ref: 'FilesTable' }, Export: { Name: 'core-files' } }, ApiId: { Value: { Ref: 'Api' } } },
    },
  };
}

function target(): Record<string, TemplateObject> {
  const stack = deployed()[DATA];
  return {
    [DATA]: {
      ...stack,
      Resources: {
        ...stack?.Resources,
        Another: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: API_ID, RouteKey: 'GET /users/all' } },
        UsersTable: keptTable('listbackup-main-users'),
        FilesTable: keptTable('listbackup-main-files'),
        ApiKeysTable: keptTable('listbackup-main-api-keys'),
        JobsTable: keptTable('listbackup-main-jobs'),
      },
    },
  };
}

function words(from: Record<string, TemplateObject>, to: Record<string, TemplateObject>): string[] {
  const folder = deployedFolder(from, { outputs: { [CORE]: { ApiId: API_ID } } });
  writeFileSync(join(folder, 'existing.json'), JSON.stringify(['listbackup-main-api-keys']));
  return ['rehearse', '--deployed', folder, '--assembly', assemblyFolder(to)];
}

test('a table that the old stack releases and one that no stack has come in with their items', async () => {
  const { code, stdout, stderr } = await runCommand(words(deployed(), target()));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('filled: 6 items in 3 tables; 0 messages');
  const steps = [...stdout.matchAll(/^step \d of 4: (.+): \d stacks?; judge: passed; emulator: everything is still there/gm)];
  expect(steps.map(([, purpose]) => purpose)).toEqual([
    'retain and protect what is kept',
    'let go what another stack takes over, or what a new resource sets again; it stays in AWS',
    'import what exists already',
    'change everything that changes in place, and make what is new',
  ]);
});

describe('what Serverless left', () => {
  const BUCKET_NAME = 'sls-listbackup-infrastructure-dynamodb-main-ServerlessDeploymentBucketName';

  /** The data layer's stack as the Serverless Framework leaves it: with its bucket, that bucket's export and the tag STAGE. */
  function serverless(): Record<string, TemplateObject> {
    return {
      [DATA]: {
        Resources: {
          ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } },
          ServerlessDeploymentBucketPolicy: {
            Type: 'AWS::S3::BucketPolicy',
            Properties: {
              Bucket: { Ref: 'ServerlessDeploymentBucket' },
              PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:DeleteBucket', Resource: { 'Fn::GetAtt': ['ServerlessDeploymentBucket', 'Arn'] } }] },
            },
          },
          UsersTable: table('listbackup-main-users'),
        },
        Outputs: {
          UsersTableName: { Value: { Ref: 'UsersTable' }, Export: { Name: `${DATA}-UsersTableName` } },
          ServerlessDeploymentBucketName: { Value: { Ref: 'ServerlessDeploymentBucket' }, Export: { Name: BUCKET_NAME } },
        },
      },
    };
  }

  function dropping(importers?: Record<string, readonly string[]>): string[] {
    const { UsersTableName } = serverless()[DATA]?.Outputs ?? {};
    const folder = deployedFolder(serverless());
    if (importers) writeFileSync(join(folder, 'importers.json'), JSON.stringify(importers));
    const to = { [DATA]: { Resources: { UsersTable: keptTable('listbackup-main-users') }, Outputs: { UsersTableName: UsersTableName! } } };
    return ['rehearse', '--deployed', folder, '--assembly', assemblyFolder(to), '--drop-leftovers'];
  }

  test('goes in the last step, and the bucket stays with its objects', async () => {
    const { code, stdout, stderr, run } = await runCommand(dropping({ [BUCKET_NAME]: [] }));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^filled: 2 items in 1 table; .*; 1 object in 1 bucket, 1 of them with an old version/m);
    const steps = [...stdout.matchAll(/^step \d of 3: (.+): 1 stack; judge: passed; emulator: everything is still there/gm)];
    expect(steps.map(([, purpose]) => purpose)).toEqual([
      'retain and protect what is kept',
      // What recorded the policies goes again.
      'change everything that changes in place, and make what is new',
      'drop what Serverless left; buckets stay in AWS without an owner',
    ]);
    // The bucket and its policy leave the stack; the bucket's objects were looked for like any other's.
    expect(stdout).toMatch(/^ {2}physical IDs +of 3 resources, 2 of them let go by the plan$/m);
    expect(stdout).toMatch(/^ {2}outputs +2, with their values, 1 of them let go by the plan$/m);
    expect(stdout).toMatch(/^ {2}exports +2, with their values, 1 of them let go by the plan$/m);
    expect(await run.leftovers()).toEqual(NOTHING);
  });

  test.each<[string, Record<string, readonly string[]> | undefined, string]>([
    ['nobody says who imports its export', undefined, 'nobody said who imports it, so it counts as in use'],
    ['a stack imports its export', { [BUCKET_NAME]: ['listbackup-users-main'] }, 'listbackup-users-main import it'],
  ])('is not let go, and nothing is built, while %s', async (_, importers, reason) => {
    const { code, stdout } = await runCommand(dropping(importers));
    expect(code).toBe(1);
    expect(stdout).toContain(`${BUCKET_NAME}: the export would go, and ${reason}`);
    expect(stdout).not.toContain('building what is deployed');
  });
});

describe('stopped in the middle', () => {
  test.each([['SIGINT', 130], ['SIGKILL', null]] as const)('by %s', async (signal, exitCode) => {
    const run = RunningCommand.start(words(deployed(), target()));
    await run.written(/^filled:/m);
    run.signal(signal);
    expect((await run.done).code).toBe(exitCode);
    expect(await run.leftovers()).toEqual(NOTHING);
  });
});

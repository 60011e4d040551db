import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { MAIN, newFunction, variablesOf } from './functions';
import { ListBackupAccess, ListBackupQueueAccess, ListBackupQueues, ListBackupStage, ListBackupTable, ListBackupTables } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { newStack, synth, templateOf } from '../support/synth';

const { READ } = ListBackupAccess;

test('stage and table prefix are always there', () => {
  const template = synth((stack) => newFunction(stack, 'GetUsers', { stage: ListBackupStage.of('feature-x') }));
  expect(variablesOf(template, 'GetUsersFunction')).toEqual({ STAGE: 'feature-x', DYNAMODB_TABLE_PREFIX: 'listbackup-feature-x' });
});

test('further variables come from props and calls', () => {
  const template = synth((stack) => newFunction(stack, 'GetUsers', { environment: { LOG_LEVEL: 'debug' } }).addEnvironment('FEATURE', 'on'));
  expect(variablesOf(template, 'GetUsersFunction')).toMatchObject({ LOG_LEVEL: 'debug', FEATURE: 'on' });
});

describe('a variable of another name', () => {
  test('says what the usual one would', () => {
    const template = synth((stack) => {
      const tables = new ListBackupTables(stack, 'Tables', { stage: MAIN });
      const fn = newFunction(stack, 'Health', { environmentNames: { USERS_TABLE: 'USERS_TABLE_NAME' } });
      fn.useTable(tables.users, READ);
      fn.useTable(tables.userAccounts, READ);
    });
    expect(variablesOf(template, 'HealthFunction')).toEqual({
      STAGE: 'main',
      DYNAMODB_TABLE_PREFIX: 'listbackup-main',
      USERS_TABLE_NAME: { Ref: 'UsersTable' },
      USER_ACCOUNTS_TABLE: { Ref: 'UserAccountsTable' },
    });
  });

  test('for one that nothing sets is refused at synthesis', () => {
    const stack = newStack();
    const tables = ListBackupTables.fromStage(stack, 'Tables', { stage: MAIN });
    newFunction(stack, 'Health', { environmentNames: { USER_TABLE: 'X1' } }).useTable(tables.users, READ);
    expect(() => templateOf(stack)).toThrow('environmentNames renames USER_TABLE, which nothing that the function uses sets. It sets: USERS_TABLE.');
  });

  test('for what is always there is refused at synthesis', () => {
    const stack = newStack();
    newFunction(stack, 'Health', { environmentNames: { STAGE: 'X1' } });
    expect(() => templateOf(stack)).toThrow('environmentNames renames STAGE, which nothing that the function uses sets. It sets: nothing.');
  });
});

describe('one variable for two things', () => {
  const tablesOf = (stack: Stack, stage = MAIN) => ListBackupTables.fromStage(stack, `Tables-${stage.stageName}`, { stage });

  test('is refused for two tables', () => {
    const stack = newStack();
    const fn = newFunction(stack, 'GetUsers', { otherStages: [ListBackupStage.DEV] });
    fn.useTable(tablesOf(stack).users, READ);
    expect(() => fn.useTable(tablesOf(stack, ListBackupStage.DEV).users, READ)).toThrow(refusal('environment.USERS_TABLE', /\{"Fn::ImportValue":"listbackup-infrastructure-dynamodb-dev-UsersTableName"\}/, 'must stay {"Fn::ImportValue":"listbackup-infrastructure-dynamodb-main-UsersTableName"}: a variable has one value'));
  });

  test('is refused for what props say and a table', () => {
    const stack = newStack();
    const fn = newFunction(stack, 'GetUsers', { environment: { USERS_TABLE: 'mine' } });
    expect(() => fn.useTable(tablesOf(stack).users, READ)).toThrow(refusal('environment.USERS_TABLE', ANY_VALUE, 'must stay "mine": a variable has one value'));
  });

  test('is refused for the stage', () => {
    expect(() => newFunction(newStack(), 'GetUsers', { environment: { STAGE: 'other' } })).toThrow(refusal('environment.STAGE', 'other', 'must stay "main": a variable has one value'));
  });

  test('is refused for two that are renamed to one', () => {
    const stack = newStack();
    const fn = newFunction(stack, 'GetUsers', { environmentNames: { USERS_TABLE: 'TABLE', JOBS_TABLE: 'TABLE' } });
    const tables = tablesOf(stack);
    fn.useTable(tables.users, READ);
    expect(() => fn.useTable(tables.jobs, READ)).toThrow(refusal('environment.TABLE', ANY_VALUE, 'must stay {"Fn::ImportValue":"listbackup-infrastructure-dynamodb-main-UsersTableName"}: a variable has one value'));
  });

  test('is fine for the same table twice, also by two handles', () => {
    const template = synth((stack) => {
      const fn = newFunction(stack, 'GetUsers');
      fn.useTable(tablesOf(stack).users, READ);
      fn.useTable(ListBackupTables.fromStage(stack, 'Again', { stage: MAIN }).users, ListBackupAccess.WRITE);
    });
    expect(Object.keys(variablesOf(template, 'GetUsersFunction'))).toEqual(['DYNAMODB_TABLE_PREFIX', 'STAGE', 'USERS_TABLE']);
  });
});

describe('refused are', () => {
  test.each(['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_LAMBDA_FUNCTION_NAME', '_HANDLER', 'LAMBDA_TASK_ROOT', 'A', '1ST', 'WITH-HYPHEN', 'WITH SPACE', ''])('%p as a name', (name) => {
    const fn = newFunction(newStack(), 'GetUsers');
    expect(() => fn.addEnvironment(name, 'x')).toThrow(refusal('name', name));
    expect(() => newFunction(newStack(), 'GetUsers', { environment: { [name]: 'x' } })).toThrow(refusal('environment variable', name));
    expect(() => newFunction(newStack(), 'GetUsers', { environmentNames: { USERS_TABLE: name } })).toThrow(refusal('environmentNames.USERS_TABLE', name));
    expect(() => new ListBackupTable(newStack(), 'Hooks', { stage: MAIN, partitionKey: { name: 'id', type: AttributeType.STRING }, environmentVariable: name }))
      .toThrow(refusal('environmentVariable', name));
  });

  test('variables of the SDK that Lambda leaves to its users are not', () => {
    expect(() => newFunction(newStack(), 'GetUsers', { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' } })).not.toThrow();
  });

  test.each([undefined, null, 1, { a: 1 }])('%p as a value', (value) => {
    expect(() => newFunction(newStack(), 'GetUsers', { environment: { LOG_LEVEL: value as never } }))
      .toThrow(refusal('environment.LOG_LEVEL'));
  });

  test('a number, which is shown as the text to write', () => {
    const fn = newFunction(newStack(), 'GetUsers');
    expect(() => fn.addEnvironment('RETRIES', 3 as never)).toThrow('value must be a string, but got 3. For example: "3".');
    const atDeployment = new CfnParameter(fn.stack, 'Retries', { type: 'Number' }).valueAsNumber;
    expect(() => fn.addEnvironment('RETRIES', atDeployment as never))
      .toThrow('value must be a string, but got a number that is known only at deployment. For example: Token.asString(…).');
  });

  test.each([['environment'], ['environmentNames']])('a list as %s', (option) => {
    expect(() => newFunction(newStack(), 'GetUsers', { [option]: ['X'] })).toThrow(refusal(option, ['X']));
  });
});

describe('room for 4096 bytes', () => {
  // {"DYNAMODB_TABLE_PREFIX":"listbackup-main","STAGE":"main","X1":""} has 66 bytes.
  const ROOM = 4096 - 66;

  test('can be filled', () => {
    expect(() => synth((stack) => newFunction(stack, 'GetUsers', { environment: { X1: 'a'.repeat(ROOM) } }))).not.toThrow();
  });

  test('is not exceeded', () => {
    expect(() => synth((stack) => newFunction(stack, 'GetUsers', { environment: { X1: 'a'.repeat(ROOM + 1) } })))
      .toThrow('the environment variables have at least 4097 bytes, and Lambda allows 4096.');
  });

  test('is counted in bytes', () => {
    expect(() => synth((stack) => newFunction(stack, 'GetUsers', { environment: { X1: 'é'.repeat(ROOM / 2 + 1) } }))).toThrow('at least 4098 bytes');
  });

  test('of a value that is known at deployment only the known part counts', () => {
    const within = (length: number) => synth((stack) => {
      const parameter = new CfnParameter(stack, 'Parameter');
      newFunction(stack, 'GetUsers', { environment: { X1: `${'a'.repeat(length)}${parameter.valueAsString}` } });
    });
    expect(() => within(ROOM)).not.toThrow();
    expect(() => within(ROOM + 1)).toThrow('at least 4097 bytes');
  });

  test('takes everything of the catalogue', () => {
    const app = new App();
    const stage = ListBackupStage.of('a'.repeat(16));
    const producer = new Stack(app, 'Producer');
    const tables = new ListBackupTables(producer, 'Tables', { stage });
    const queues = new ListBackupQueues(producer, 'Queues', { stage });
    const stack = new Stack(app, 'Consumer');
    const fn = newFunction(stack, 'Everything', { stage });
    tables.all.forEach((table) => fn.useTable(table, READ));
    queues.all.forEach((queue) => fn.useQueue(queue, ListBackupQueueAccess.SEND));
    expect(Object.keys(variablesOf(templateOf(stack), 'EverythingFunction'))).toHaveLength(2 + 23 + 6);
  });
});

import { App, CfnOutput, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnTable, Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ListBackupStage, ListBackupTables } from '../../src';
import { newStack, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const keySchema = [{ attributeName: 'id', keyType: 'HASH' }];

test('logical IDs and outputs stay the same wherever in the tree the construct stands', () => {
  const flat = newStack();
  new ListBackupTables(flat, 'Tables', { stage });
  const deep = newStack();
  new ListBackupTables(new Construct(new Construct(deep, 'Very'), 'Deep'), 'Elsewhere', { stage });
  expect(templateOf(deep)).toEqual(templateOf(flat));
});

describe('a stranger\'s resource with a logical ID of the contract is refused, and both places are named', () => {
  const collide = (make: (stack: Stack) => void) => () => {
    const stack = newStack();
    new ListBackupTables(stack, 'Tables', { stage });
    make(stack);
    templateOf(stack);
  };

  test('by its construct ID', () => {
    expect(collide((stack) => new CfnTable(stack, 'UsersTable', { keySchema })))
      .toThrow(/logical ID UsersTable of Consumer\/UsersTable belongs to Consumer\/Tables\/Users\/Resource: .*MyUsersTable/);
  });

  test('by an override', () => {
    expect(collide((stack) => {
      const table = new Table(stack, 'Mine', { partitionKey: { name: 'id', type: AttributeType.STRING } });
      (table.node.defaultChild as CfnTable).overrideLogicalId('JobsTable');
    })).toThrow(/JobsTable of Consumer\/Mine\/Resource belongs to Consumer\/Tables\/Jobs\/Resource/);
  });

  test('as a parameter', () => {
    expect(collide((stack) => new CfnParameter(stack, 'UsersTable'))).toThrow(/UsersTable of Consumer\/UsersTable belongs to/);
  });

  test('as an output', () => {
    expect(collide((stack) => new CfnOutput(stack, 'UsersTableName', { value: 'x' }))).toThrow(/UsersTableName of Consumer\/UsersTableName belongs to/);
  });
});

test('an output may share its key with a resource, and a nested stack has logical IDs of its own', () => {
  const stack = newStack();
  new ListBackupTables(stack, 'Tables', { stage });
  new CfnOutput(stack, 'UsersTable', { value: 'x' });
  new CfnTable(new NestedStack(stack, 'Nested'), 'UsersTable', { keySchema });
  expect(templateOf(stack).Outputs.UsersTable.Value).toBe('x');
});

test('one app can hold the tables twice, in two places', () => {
  const app = new App();
  for (const region of ['us-west-2', 'eu-west-1']) new ListBackupTables(new Stack(app, region, { env: { account: '123456789012', region } }), 'Tables', { stage });
  expect(() => app.synth()).not.toThrow();
});

import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, expectRefusal, type CheckGroup } from './check';

export const usersTable: CheckGroup = {
  name: 'Users table',
  needs: ['dynamodb.UsersTableName'],
  prepare: (deployed) => {
    const { value: TableName, region } = deployed.get('dynamodb.UsersTableName');
    const client = new DynamoDBClient(deployed.client(region));
    const userId = randomUUID();
    const email = `${userId}@example.com`;
    const Item = { userId: { S: userId }, email: { S: email } };
    return {
      checks: [
        {
          name: 'an item written is read back by EmailIndex',
          run: async () => {
            await client.send(new PutItemCommand({ TableName, Item }));
            const { Items = [] } = await client.send(new QueryCommand({
              TableName,
              IndexName: 'EmailIndex',
              KeyConditionExpression: 'email = :email',
              ExpressionAttributeValues: { ':email': { S: email } },
            }));
            expect(Items.length === 1 && Items[0]?.userId?.S === userId, `EmailIndex holds ${JSON.stringify(Items)} for ${email}`);
          },
        },
        {
          name: 'a conditional write over it is refused',
          run: async () => expectRefusal(
            client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(userId)' })),
            'ConditionalCheckFailedException',
          ),
        },
      ],
      cleanUp: async () => { await client.send(new DeleteItemCommand({ TableName, Key: { userId: { S: userId } } })); },
    };
  },
};

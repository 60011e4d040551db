import type { TemplateObject } from '../../plan/support/today';

/** A table as a template says it. */
export function table(name: string, more: Record<string, unknown> = {}): TemplateObject['Resources'][string] {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ...more,
    },
  };
}

/** A table that nothing deletes. */
export function keptTable(name: string, more: Record<string, unknown> = {}): TemplateObject['Resources'][string] {
  return { ...table(name, { DeletionProtectionEnabled: true, ...more }), DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
}

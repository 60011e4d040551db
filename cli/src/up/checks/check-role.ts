import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ownStack } from './own-stack';
import type { ClientConfig } from '../../session';
import type { EditableTemplate } from '../../template';

/** Services that the checks call, and the keys of what is encrypted. */
const SERVICES = ['backup', 'cloudformation', 'cloudwatch', 'cognito-idp', 'dynamodb', 'events', 'kms', 's3', 'ses', 'sqs'];

/** A role that the checks use, because the account's own key would be refused nothing. */
export interface CheckRole {
  readonly credentials: ClientConfig['credentials'];
  readonly leave: () => Promise<void>;
}

/** Creates the role and assumes it. */
export async function assumeCheckRole(root: ClientConfig): Promise<CheckRole> {
  const stack = ownStack(root, TEMPLATE);
  const { RoleArn } = await stack.create();
  const { Credentials } = await new STSClient(root).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'listbackup-up' }));
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken } = Credentials ?? {};
  return { credentials: { accessKeyId, secretAccessKey, sessionToken }, leave: stack.delete };
}

const TEMPLATE: EditableTemplate = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Action: 'sts:AssumeRole' }],
        },
        Policies: [{
          PolicyName: 'checks',
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: SERVICES.map((service) => `${service}:*`), Resource: '*' }] },
        }],
      },
    },
  },
  Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
};

import { ListBackupAuth, ListBackupAuthOptions, ListBackupStage } from '../../src';
import { synth, TemplateJson } from '../support/synth';

/** What the specification says of each group: logical ID, name, precedence, property of `groups`. */
export const GROUP_FACTS = [
  ['CognitoGroupSuperAdmins', 'SuperAdmins', 1, 'superAdmins'],
  ['CognitoGroupAdmins', 'Admins', 2, 'admins'],
  ['CognitoGroupStaff', 'Staff', 3, 'staff'],
  ['CognitoGroupCustomerAccountOwner', 'Customer-Account-Owner', 10, 'customerAccountOwner'],
  ['CognitoGroupCustomerTier0', 'Customer-Tier-0', 20, 'customerTier0'],
  ['CognitoGroupCustomerTier1', 'Customer-Tier-1', 21, 'customerTier1'],
  ['CognitoGroupCustomerTier2', 'Customer-Tier-2', 22, 'customerTier2'],
  ['CognitoGroupCustomerTier3', 'Customer-Tier-3', 23, 'customerTier3'],
] as const;

/** The other resources of a stage without options: logical ID → type. */
export const RESOURCE_FACTS = {
  CognitoUserPool: 'AWS::Cognito::UserPool',
  CognitoUserPoolClient: 'AWS::Cognito::UserPoolClient',
  CognitoUserPoolDomain: 'AWS::Cognito::UserPoolDomain',
  CognitoIdentityPool: 'AWS::Cognito::IdentityPool',
  CognitoIdentityPoolRoleAttachment: 'AWS::Cognito::IdentityPoolRoleAttachment',
  CognitoAuthenticatedRole: 'AWS::IAM::Role',
  CognitoUnauthenticatedRole: 'AWS::IAM::Role',
  CognitoSmsRole: 'AWS::IAM::Role',
  CognitoLogGroup: 'AWS::Logs::LogGroup',
  CognitoLogDelivery: 'AWS::Cognito::LogDeliveryConfiguration',
  UserPoolIdParameter: 'AWS::SSM::Parameter',
  UserPoolArnParameter: 'AWS::SSM::Parameter',
  UserPoolClientIdParameter: 'AWS::SSM::Parameter',
} as const;

/** Every output key of the cognito service. */
export const OUTPUT_FACTS = [
  'CognitoUserPoolId', 'CognitoUserPoolArn', 'CognitoUserPoolClientId', 'CognitoJwksUri', 'CognitoIssuer',
  'CognitoUserPoolDomain', 'CognitoIdentityPoolId', 'CognitoAuthenticatedRoleArn', 'CognitoUnauthenticatedRoleArn',
];

/** OpenID Connect's standard claims that Cognito keeps of a user, as the developer guide lists them. */
export const STANDARD_ATTRIBUTES = [
  'address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname', 'phone_number', 'picture',
  'preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo',
];

/** Authentication of `main` (unless another stage is named) in a stack of the consumer's own. */
export function authOf(options: ListBackupAuthOptions = {}, stage = ListBackupStage.MAIN): TemplateJson {
  return synth((stack) => new ListBackupAuth(stack, 'Auth', { stage, ...options }));
}

/** One resource's properties. */
export function propertiesOf(logicalId: string, options: ListBackupAuthOptions = {}, stage = ListBackupStage.MAIN): Record<string, unknown> {
  return authOf(options, stage).Resources[logicalId].Properties;
}

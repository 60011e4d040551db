import { each, numberInAccount, rate, type Measure } from './row';
import { charactersOf } from './size';
import type { Resource } from '../../inventory';
import { listOf, objectOf, type Json } from '../../template';

const ROLE = 'AWS::IAM::Role';
const POOL = 'AWS::Cognito::UserPool';

const names = (value: Json | undefined, role: Resource): boolean => listOf(value).some((one) => objectOf(one).Ref === role.logicalId);

/** The policies in the role, and those of the stack that name it. */
function inlineCharacters(role: Resource): number {
  const own = listOf(role.properties.Policies).map((policy) => objectOf(policy).PolicyDocument);
  const attached = [...role.siblings.values()]
    .filter(({ type, properties }) => (type === 'AWS::IAM::Policy' && names(properties.Roles, role))
      || (type === 'AWS::IAM::RolePolicy' && objectOf(properties.RoleName).Ref === role.logicalId))
    .map(({ properties }) => properties.PolicyDocument);
  return [...own, ...attached].reduce((sum: number, document) => sum + charactersOf(document), 0);
}

const belongsTo = (pool: Resource, type: string): number => [...pool.siblings.values()]
  .filter((one) => one.type === type && objectOf(one.properties.UserPoolId).Ref === pool.logicalId).length;

export const IDENTITY: readonly Measure[] = [
  numberInAccount('IAM.roles', ROLE),
  numberInAccount('IAM.managedPolicies', 'AWS::IAM::ManagedPolicy'),
  each('IAM.managedPolicyCharacters', 'AWS::IAM::ManagedPolicy', ({ properties }) => charactersOf(properties.PolicyDocument)),
  each('IAM.inlineRoleCharacters', ROLE, inlineCharacters),
  each('IAM.trustPolicyCharacters', ROLE, ({ properties }) => charactersOf(properties.AssumeRolePolicyDocument)),
  each('IAM.policiesPerRole', ROLE, (role) => listOf(role.properties.ManagedPolicyArns).length
    + [...role.siblings.values()].filter(({ type, properties }) => type === 'AWS::IAM::ManagedPolicy' && names(properties.Roles, role)).length),
  rate('Cognito.userAuthentication', POOL, (pool, { load }) => load.perSecond(pool, 'signIns')),
  rate('Cognito.userCreation', POOL, (pool, { load }) => load.perSecond(pool, 'signUps')),
  rate('Cognito.userFederation', POOL, (pool, { load }) => load.perSecond(pool, 'federatedSignIns')),
  rate('Cognito.userToken', POOL, (pool, { load }) => load.perSecond(pool, 'tokenRefreshes')),
  rate('Cognito.userRead', POOL, (pool, { load }) => load.perSecond(pool, 'userReads')),
  { of: 'region', quota: 'Cognito.userPools', types: [POOL], used: () => 1 },
  each('Cognito.clients', POOL, (pool) => belongsTo(pool, 'AWS::Cognito::UserPoolClient')),
  each('Cognito.providers', POOL, (pool) => belongsTo(pool, 'AWS::Cognito::UserPoolIdentityProvider')),
  each('Cognito.customAttributes', POOL, ({ properties }) => listOf(properties.Schema).map(objectOf).filter(({ Name, AttributeDataType }) => AttributeDataType !== undefined && !STANDARD.has(String(Name as string))).length),
];

/** Attributes of OpenID Connect, which every pool has. @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const STANDARD = new Set([
  'address', 'birthdate', 'email', 'email_verified', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname', 'phone_number',
  'phone_number_verified', 'picture', 'preferred_username', 'profile', 'sub', 'updated_at', 'website', 'zoneinfo',
]);

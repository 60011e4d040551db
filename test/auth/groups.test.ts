import { authOf, GROUP_FACTS } from './auth.facts';
import { ListBackupAuth, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { newStack, resourcesOfType, templateOf } from '../support/synth';

const template = authOf();

test('there are eight', () => {
  expect(Object.keys(resourcesOfType(template, 'AWS::Cognito::UserPoolGroup')).sort()).toEqual(GROUP_FACTS.map(([id]) => id).sort());
});

test.each(GROUP_FACTS)('%s is %s with precedence %p', (id, name, precedence) => {
  expect(template.Resources[id].Properties).toMatchObject({ GroupName: name, Precedence: precedence, UserPoolId: { Ref: 'CognitoUserPool' } });
});

describe('handles', () => {
  const stack = newStack();
  const { groups } = new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN });

  test.each(GROUP_FACTS)('%s', (id, name, precedence, property) => {
    const group = groups[property];
    expect(groups.byName(name)).toBe(group);
    expect(group.precedence).toBe(precedence);
    expect(stack.resolve(group.groupName)).toEqual({ Ref: id });
    expect(stack.resolve(group.userPoolGroupRef)).toEqual({ groupName: { Ref: id }, userPoolId: { Ref: 'CognitoUserPool' } });
  });

  test('all, in the order of their precedence', () => {
    expect(groups.all.map(({ precedence }) => precedence)).toEqual([1, 2, 3, 10, 20, 21, 22, 23]);
  });

  test('by the key of the catalogue as well as by its name', () => {
    expect(groups.byName('CustomerTier0')).toBe(groups.byName('Customer-Tier-0'));
  });

  test.each(['Customers', 'superAdmins', '', undefined, 'constructor'])('%p is refused', (name) => {
    expect(() => groups.byName(name as string)).toThrow(refusal('name', ANY_VALUE, 'must be one of the groups '));
  });

  test('a group of the consumer\'s own', () => {
    const own = newStack();
    new ListBackupAuth(own, 'Auth', { stage: ListBackupStage.MAIN }).userPool.addGroup('Partners', { groupName: 'Partners', precedence: 30 });
    const groupNames = Object.values(resourcesOfType(templateOf(own), 'AWS::Cognito::UserPoolGroup')).map(({ Properties }) => Properties.GroupName);
    expect(groupNames).toContain('Partners');
  });
});

import type { EditableTemplate } from '../../src/template';
import type { ScenarioFile, ScenarioRequest } from '../../src/up/scenario';
import { requireGroups } from '../../src/up/scenario-groups';

const POOL = { UserPool: { Type: 'AWS::Cognito::UserPool', Properties: {} } };
const group = (GroupName: unknown) => ({ Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName } });
const stacks = (Resources: EditableTemplate['Resources']) => [{ stackName: 'listbackup-infrastructure-cognito-main', template: { Resources } }];
const STACKS = stacks({ ...POOL, SuperAdmins: group('SuperAdmins'), Staff: group('Staff') });

const scenario = (requests: ScenarioRequest[], afterwards: ScenarioRequest[] = []): ScenarioFile => ({ name: 'a job', requests, events: [], items: [], afterwards });
const by = (...as: string[]): ScenarioRequest => ({ route: 'GET /jobs', as, status: 200 });

test('groups of the app, no group, and nobody', () => {
  expect(() => requireGroups([scenario([by('Staff', 'SuperAdmins'), by(), { route: 'GET /jobs', status: 401 }])], STACKS)).not.toThrow();
});

test('an unknown group is refused with the groups that exist, wherever it is asked for', () => {
  const near = 'up: scenario "a job": "as" names the group "Stuff", which the app doesn\'t create. Did you mean Staff? Valid groups: SuperAdmins, Staff.';
  expect(() => requireGroups([scenario([by('Staff', 'Stuff')])], STACKS)).toThrow(near);
  expect(() => requireGroups([scenario([by('Staff')], [by('Stuff')])], STACKS)).toThrow(near);
  expect(() => requireGroups([scenario([by('Accountants')])], STACKS)).toThrow('which the app doesn\'t create. Valid groups: SuperAdmins, Staff.');
});

test('a pool without groups has none', () => {
  expect(() => requireGroups([scenario([by('Staff')])], stacks(POOL))).toThrow('Valid groups: none.');
});

test('without a user pool, and with computed names, the groups are unknown', () => {
  const others = [[], stacks({ Staff: group('Staff') }), stacks({ ...POOL, Staff: group({ Ref: 'Name' }) })];
  for (const unknown of others) expect(() => requireGroups([scenario([by('Stuff')])], unknown)).not.toThrow();
});

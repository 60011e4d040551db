import { ListBackupAccess } from './access';

const READ = ['AdminGetUser', 'AdminListGroupsForUser', 'GetGroup', 'ListGroups', 'ListUsers', 'ListUsersInGroup'];

/** Users and who is in which group. Groups and the pool itself are the infrastructure's. */
const WRITE = [
  'AdminAddUserToGroup', 'AdminConfirmSignUp', 'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes', 'AdminDisableUser',
  'AdminEnableUser', 'AdminRemoveUserFromGroup', 'AdminResetUserPassword', 'AdminSetUserMFAPreference', 'AdminSetUserPassword',
  'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
];

const ACTIONS: Readonly<Record<ListBackupAccess, readonly string[]>> = {
  [ListBackupAccess.READ]: READ,
  [ListBackupAccess.WRITE]: WRITE,
  [ListBackupAccess.READ_WRITE]: [...READ, ...WRITE],
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html */
export function userPoolActions(access: ListBackupAccess): string[] {
  return ACTIONS[access].map((action) => `cognito-idp:${action}`);
}

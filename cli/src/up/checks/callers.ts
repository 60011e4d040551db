import type { Deployed } from './deployed';
import { user, type User } from './user';

/** Users of our own who call the API, one for each choice of groups. */
export interface Callers {
  /** The token of a user in these groups, who is made at the first call. */
  readonly token: (groups: readonly string[]) => Promise<string>;
  readonly leave: () => Promise<void>;
}

/** Exports that callers need, as `service.Key` of the library's exports. */
export const CALLERS_NEED: readonly string[] = ['cognito.CognitoUserPoolId', 'cognito.CognitoUserPoolClientId'];

export function callers(deployed: Deployed): Callers {
  const users: User[] = [];
  const tokens = new Map<string, string>();
  return {
    token: async (groups) => {
      const key = JSON.stringify(groups);
      const held = tokens.get(key);
      if (held !== undefined) return held;
      const { value: userPoolId, region } = deployed.get('cognito.CognitoUserPoolId');
      const clientId = deployed.get('cognito.CognitoUserPoolClientId').value;
      const caller = user({ config: deployed.client(region), userPoolId, clientId });
      await caller.signUp();
      users.push(caller);
      await caller.confirm();
      for (const group of groups) await caller.join(group);
      const token = await caller.signIn();
      tokens.set(key, token);
      return token;
    },
    leave: async () => { await Promise.all(users.map(async (caller) => caller.delete())); },
  };
}

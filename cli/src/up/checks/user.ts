import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand, AdminConfirmSignUpCommand, AdminDeleteUserCommand, CognitoIdentityProviderClient, InitiateAuthCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from './check';
import type { ClientConfig } from '../../session';

const PASSWORD = 'Str0ng-enough!';

export interface UserProps {
  readonly config: ClientConfig;
  readonly userPoolId: string;
  /** The client by which the user signs up. */
  readonly clientId: string;
}

/** Somebody of our own in a user pool. */
export interface User {
  readonly signUp: (password?: string) => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly join: (group: string) => Promise<void>;
  /**
   * Signs in by password.
   *
   * @param clientId the client that the user signed up by where undefined
   * @returns the ID token
   */
  readonly signIn: (clientId?: string) => Promise<string>;
  readonly delete: () => Promise<void>;
}

/** A user with a name of its own; who is made only by signing up. */
export function user({ config, userPoolId: UserPoolId, clientId: home }: UserProps): User {
  const client = new CognitoIdentityProviderClient(config);
  const Username = `${randomUUID()}@example.com`;
  return {
    signUp: async (Password = PASSWORD) => {
      await client.send(new SignUpCommand({
        ClientId: home, Username, Password, UserAttributes: [{ Name: 'email', Value: Username }, { Name: 'name', Value: 'Somebody' }],
      }));
    },
    confirm: async () => { await client.send(new AdminConfirmSignUpCommand({ UserPoolId, Username })); },
    join: async (GroupName) => { await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName })); },
    signIn: async (ClientId = home) => {
      const { AuthenticationResult } = await client.send(new InitiateAuthCommand({
        ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD },
      }));
      expect(AuthenticationResult?.IdToken !== undefined, 'sign-in answers without an ID token');
      return AuthenticationResult.IdToken;
    },
    delete: async () => { await client.send(new AdminDeleteUserCommand({ UserPoolId, Username })); },
  };
}

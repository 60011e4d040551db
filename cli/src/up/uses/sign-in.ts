import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand, AdminConfirmSignUpCommand, AdminDeleteUserCommand, CognitoIdentityProviderClient, InitiateAuthCommand,
  ListGroupsCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { expect, expectRefusal, type Use } from './use';

const WEAK_PASSWORD = 'password';
const PASSWORD = 'Str0ng-enough!';

export const signIn: Use = {
  name: 'sign-in',
  needs: ['cognito.CognitoUserPoolId', 'cognito.CognitoUserPoolClientId', 'cognito.CognitoIssuer', 'cognito.CognitoJwksUri'],
  prepare: (deployed) => {
    const { value: UserPoolId, region } = deployed.get('cognito.CognitoUserPoolId');
    const ClientId = deployed.get('cognito.CognitoUserPoolClientId').value;
    const client = new CognitoIdentityProviderClient(deployed.client(region));
    const Username = `${randomUUID()}@example.com`;
    const signUp = async (Password: string) => client.send(new SignUpCommand({
      ClientId, Username, Password, UserAttributes: [{ Name: 'email', Value: Username }, { Name: 'name', Value: 'Somebody' }],
    }));
    let group = '';
    let idToken = '';
    return {
      checks: [
        { name: 'a weak password is refused', run: async () => expectRefusal(signUp(WEAK_PASSWORD), 'InvalidPasswordException') },
        {
          name: 'sign-in before confirmation is refused',
          run: async () => {
            await signUp(PASSWORD);
            await expectRefusal(authenticate(), 'UserNotConfirmedException');
          },
        },
        {
          name: 'confirmed and in a group, the user signs in',
          run: async () => {
            await client.send(new AdminConfirmSignUpCommand({ UserPoolId, Username }));
            group = await lastGroup();
            await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: group }));
            idToken = await authenticate();
            return group;
          },
        },
        {
          name: 'the ID token verifies: signature, issuer, audience, group',
          run: async () => {
            const verifier = JwtVerifier.create({ issuer: deployed.get('cognito.CognitoIssuer').value, audience: ClientId, jwksUri: jwksUri() });
            verifier.cacheJwks(await fetchJwks());
            // The synchronous form never fetches keys from the address in the token's issuer, which is real.
            const claims = verifier.verifySync(idToken);
            const groups = claims['cognito:groups'];
            expect(claims.token_use === 'id', `token_use is ${JSON.stringify(claims.token_use)}`);
            expect(Array.isArray(groups) && groups.includes(group), `cognito:groups is ${JSON.stringify(groups)} and not ${group}`);
            expect(!verifies(verifier, tampered(idToken)), 'a token with changed claims verifies as well');
          },
        },
      ],
      cleanUp: async () => { await client.send(new AdminDeleteUserCommand({ UserPoolId, Username })); },
    };

    async function authenticate(): Promise<string> {
      const { AuthenticationResult } = await client.send(new InitiateAuthCommand({
        ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD },
      }));
      expect(AuthenticationResult?.IdToken !== undefined, 'sign-in answers without an ID token');
      return AuthenticationResult.IdToken;
    }

    /** The group of the least privilege: the one that is last in precedence. */
    async function lastGroup(): Promise<string> {
      const { Groups = [] } = await client.send(new ListGroupsCommand({ UserPoolId }));
      const [last] = [...Groups].sort((a, b) => (b.Precedence ?? Infinity) - (a.Precedence ?? Infinity));
      expect(last?.GroupName !== undefined, 'the pool has no groups');
      return last.GroupName;
    }

    function jwksUri(): string {
      return deployed.get('cognito.CognitoJwksUri').value;
    }

    /** The path of the published address, at the emulator. */
    async function fetchJwks(): Promise<Jwks> {
      const response = await fetch(new URL(new URL(jwksUri()).pathname, deployed.endpoint));
      expect(response.ok, `${response.url} answers ${response.status}`);
      return await response.json() as Jwks;
    }
  },
};

function verifies(verifier: { verifySync(token: string): unknown }, token: string): boolean {
  try {
    verifier.verifySync(token);
    return true;
  } catch {
    return false;
  }
}

/** The token with other claims under the old signature. */
function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const changed = Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['SuperAdmins'] })).toString('base64url');
  return [header, changed, signature].join('.');
}

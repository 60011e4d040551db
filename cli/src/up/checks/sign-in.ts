import { CognitoIdentityProviderClient, ListGroupsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { expect, expectRefusal, type CheckGroup } from './check';
import { tampered } from './tokens';
import { user } from './user';

const WEAK_PASSWORD = 'password';

export const signIn: CheckGroup = {
  name: 'sign-in',
  needs: ['cognito.CognitoUserPoolId', 'cognito.CognitoUserPoolClientId', 'cognito.CognitoIssuer', 'cognito.CognitoJwksUri'],
  prepare: (deployed) => {
    const { value: UserPoolId, region } = deployed.get('cognito.CognitoUserPoolId');
    const ClientId = deployed.get('cognito.CognitoUserPoolClientId').value;
    const config = deployed.client(region);
    const somebody = user({ config, userPoolId: UserPoolId, clientId: ClientId });
    let group = '';
    let idToken = '';
    return {
      checks: [
        { name: 'a weak password is refused', run: async () => expectRefusal(somebody.signUp(WEAK_PASSWORD), 'InvalidPasswordException') },
        {
          name: 'sign-in before confirmation is refused',
          run: async () => {
            await somebody.signUp();
            await expectRefusal(somebody.signIn(), 'UserNotConfirmedException');
          },
        },
        {
          name: 'confirmed and in a group, the user signs in',
          run: async () => {
            await somebody.confirm();
            group = await lastGroup();
            await somebody.join(group);
            idToken = await somebody.signIn();
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
      cleanUp: somebody.delete,
    };

    /** The group of the least privilege: the one that is last in precedence. */
    async function lastGroup(): Promise<string> {
      const { Groups = [] } = await new CognitoIdentityProviderClient(config).send(new ListGroupsCommand({ UserPoolId }));
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

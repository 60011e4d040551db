import { randomUUID } from 'node:crypto';
import { callApi, expectStatus } from './api-call';
import { expect, type Check, type CheckGroup } from './check';
import { guardedRoute, OWN_AUTHORIZER } from './guarded-route';
import { ownStack } from './own-stack';
import { claimsOf, forged, tampered, unsigned } from './tokens';
import { user } from './user';

const TURNED_AWAY = 401;

export const api: CheckGroup = {
  name: 'API',
  needs: ['api-gateway.HttpApiId', 'api-gateway.CognitoAuthorizerId', 'cognito.CognitoUserPoolId', 'cognito.CognitoUserPoolClientId', 'cognito.CognitoIssuer'],
  prepare: (deployed) => {
    const { value: apiId, region } = deployed.get('api-gateway.HttpApiId');
    const { value: userPoolId, region: poolRegion } = deployed.get('cognito.CognitoUserPoolId');
    const path = `/listbackup-up/${randomUUID()}`;
    const stack = ownStack(deployed.client(region), guardedRoute({
      apiId, path, userPoolId, authorizerId: deployed.get('api-gateway.CognitoAuthorizerId').value, issuer: deployed.get('cognito.CognitoIssuer').value,
    }));
    const somebody = user({ config: deployed.client(poolRegion), userPoolId, clientId: deployed.get('cognito.CognitoUserPoolClientId').value });
    let clients: Readonly<Record<string, string>> = {};
    let token = '';
    const call = async (route: string, bearer?: string) => callApi({ endpoint: deployed.endpoint, apiId, route, token: bearer });
    const turnsAway = (name: string, bearer: () => Promise<string | undefined>): Check => ({
      name: `${name} is turned away`,
      run: async () => expectStatus(await call(`GET ${path}`, await bearer()), TURNED_AWAY),
    });
    return {
      checks: [
        {
          name: 'GET /health answers anyone',
          run: async () => {
            const answer = await call('GET /health');
            expectStatus(answer, 200);
            const { status } = JSON.parse(answer.body) as { status?: string };
            expect(status === 'healthy', `it says ${answer.body}`);
          },
        },
        {
          name: 'a signed-in user is let through to a function',
          run: async () => {
            [clients] = await Promise.all([stack.create(), somebody.signUp().then(somebody.confirm)]);
            token = await somebody.signIn();
            const answer = await call(`GET ${path}`, token);
            expectStatus(answer, 200);
            expect(JSON.parse(answer.body) === claimsOf(token).sub, `the function takes the user for ${answer.body}`);
          },
        },
        turnsAway('who has no token', async () => undefined),
        turnsAway('a token with changed claims', async () => tampered(token)),
        turnsAway('a token that another key signed', async () => forged(token)),
        turnsAway('a token that nobody signed (alg: none)', async () => unsigned(token)),
        {
          name: 'a token for another audience is turned away, and good elsewhere',
          run: async () => {
            const other = await somebody.signIn(clients.OtherClientId);
            expectStatus(await call(`GET ${path}`, other), TURNED_AWAY);
            expectStatus(await call(`GET ${path}${OWN_AUTHORIZER}`, other), 200);
          },
        },
        {
          name: 'an expired token is turned away',
          run: async () => {
            const past = await somebody.signIn(clients.PastClientId);
            expect(Number(claimsOf(past).exp) < Date.now() / 1000, 'the token has not expired');
            expectStatus(await call(`GET ${path}${OWN_AUTHORIZER}`, past), TURNED_AWAY);
            return 'by an authorizer as the stage\'s, for a client whose tokens expire at once';
          },
        },
      ],
      cleanUp: async () => {
        await Promise.all([stack.delete(), somebody.delete()]);
      },
    };
  },
};

import { randomUUID } from 'node:crypto';
import {
  AdminConfirmSignUpCommand, CognitoIdentityProviderClient, DescribeUserPoolClientCommand, DescribeUserPoolCommand, InitiateAuthCommand,
  paginateListUserPoolClients, SignUpCommand, type AuthFlowType, type UserPoolClientType, type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { count, each, type ClientOf, type Found, type DataSeeder } from './seeder';

interface User {
  readonly poolName: string;
  readonly client: CognitoIdentityProviderClient;
  readonly clientId: string;
  readonly userName: string;
  readonly password: string;
  readonly sub: string;
  /** As the first sign-in gave it. */
  readonly refreshToken: string;
}

const PASSWORD = 'Str0ng-enough!';
/** Values of required attributes, by name; any other gets a text. */
const KNOWN: Readonly<Record<string, string>> = { phone_number: '+14255550123', birthdate: '1990-01-01', updated_at: '0', website: 'https://example.com' };
const BY_PASSWORD = ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'];

/** A confirmed user for every app client, signed in, with the refresh token of that time. */
export const users: DataSeeder = {
  seed: async (found, clientOf) => {
    const skipped: string[] = [];
    const pools = found.filter(({ type }) => type === 'AWS::Cognito::UserPool');
    const all = (await Promise.all(pools.map(async (pool) => usersOf(pool, found, clientOf, skipped)))).flat();
    const missing = async () => each(all, ({ poolName }) => poolName, cannotSignIn);
    return {
      kind: 'users',
      what: `${count(all.length, 'confirmed user')} of ${count(pools.length, 'user pool')}: the same sub by password and by the first refresh token`,
      skipped,
      missing,
      missingAtEnd: missing,
    };
  },
};

async function usersOf(
  { physicalId: UserPoolId, region, logicalId }: Found, found: readonly Found[], clientOf: ClientOf, skipped: string[],
): Promise<User[]> {
  const client = new CognitoIdentityProviderClient(clientOf(region));
  const { UserPool: pool = {} } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  const deployed = new Set(found.filter(({ type }) => type === 'AWS::Cognito::UserPoolClient').map(({ physicalId }) => physicalId));
  const made: User[] = [];
  for await (const { UserPoolClients = [] } of paginateListUserPoolClients({ client }, { UserPoolId })) {
    for (const { ClientId = '' } of UserPoolClients.filter(({ ClientId: id = '' }) => deployed.has(id))) {
      const { UserPoolClient: appClient = {} } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
      const why = whyNot(pool, appClient);
      if (why === undefined) made.push(await signedUp(client, UserPoolId, ClientId, pool));
      else skipped.push(`no user of ${logicalId} signs in: ${why}`);
    }
  }
  return made;
}

/** Why a user cannot be signed in by password alone. */
function whyNot(pool: UserPoolType, { ClientSecret, ExplicitAuthFlows: flows = [] }: UserPoolClientType): string | undefined {
  if (pool.MfaConfiguration === 'ON') return 'the pool demands a second factor';
  if (ClientSecret !== undefined) return 'the client has a secret';
  return flows.some((flow) => BY_PASSWORD.includes(flow)) ? undefined : 'the client does not sign in by password';
}

async function signedUp(client: CognitoIdentityProviderClient, UserPoolId: string, clientId: string, pool: UserPoolType): Promise<User> {
  const email = `${randomUUID()}@example.com`;
  const by = pool.UsernameAttributes ?? [];
  const userName = by.length === 0 ? randomUUID() : by.includes('email') ? email : KNOWN.phone_number ?? '';
  const password = PASSWORD.padEnd(pool.Policies?.PasswordPolicy?.MinimumLength ?? 0, 'x');
  const required = (pool.SchemaAttributes ?? []).filter(({ Required, Name }) => Required && Name !== 'sub').map(({ Name = '' }) => Name);
  const attributes = new Set([...required, 'email']);
  await client.send(new SignUpCommand({
    ClientId: clientId,
    Username: userName,
    Password: password,
    UserAttributes: [...attributes].map((Name) => ({ Name, Value: Name === 'email' ? email : KNOWN[Name] ?? 'Somebody' })),
  }));
  await client.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: userName }));
  const { sub, refreshToken } = await authenticate(client, clientId, 'USER_PASSWORD_AUTH', { USERNAME: userName, PASSWORD: password });
  if (refreshToken === undefined) throw new Error(`${pool.Name}: sign-in answers without a refresh token`);
  return { poolName: pool.Name ?? UserPoolId, client, clientId, userName, password, sub, refreshToken };
}

async function cannotSignIn({ client, clientId, userName, password, sub, refreshToken }: User): Promise<string | undefined> {
  const byPassword = await authenticate(client, clientId, 'USER_PASSWORD_AUTH', { USERNAME: userName, PASSWORD: password });
  if (byPassword.sub !== sub) return `signed in by password, the user's sub is ${byPassword.sub} and was ${sub}`;
  const byToken = await authenticate(client, clientId, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken });
  return byToken.sub === sub ? undefined : `signed in by the old refresh token, the user's sub is ${byToken.sub} and was ${sub}`;
}

async function authenticate(
  client: CognitoIdentityProviderClient, ClientId: string, AuthFlow: AuthFlowType, AuthParameters: Record<string, string>,
): Promise<{ readonly sub: string; readonly refreshToken?: string }> {
  const { AuthenticationResult: { IdToken, RefreshToken } = {} } = await client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
  if (IdToken === undefined) throw new Error(`${AuthFlow} answers without an ID token`);
  const claims = JSON.parse(Buffer.from(IdToken.split('.')[1] ?? '', 'base64url').toString()) as { sub?: string };
  if (claims.sub === undefined) throw new Error(`${AuthFlow} answers with an ID token without a sub`);
  return { sub: claims.sub, ...RefreshToken === undefined ? {} : { refreshToken: RefreshToken } };
}

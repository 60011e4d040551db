import { readFileSync } from 'fs';
import { join } from 'path';
import * as sdk from '@aws-sdk/client-secrets-manager';
import * as ts from 'typescript';
import { edgeCheck, ReadSecret } from '../../handlers/authorizer/edge-secret';

/** The handler's module with `require` in place of dynamic imports, which Jest's sandbox doesn't support. */
function loaded(): { secretsManager(secretArn: string): ReadSecret } {
  const source = readFileSync(join(__dirname, '..', '..', 'handlers', 'authorizer', 'secrets-manager.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported = {} as ReturnType<typeof loaded>;
  new Function('require', 'exports', outputText)((name: string) => jest.requireActual<object>(name), exported);
  return exported;
}

const { secretsManager } = loaded();

const ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:edge';
const send = jest.spyOn(sdk.SecretsManagerClient.prototype, 'send') as unknown as jest.SpyInstance<Promise<unknown>, [sdk.GetSecretValueCommand]>;
afterEach(() => send.mockReset());

const notFound = () => new sdk.ResourceNotFoundException({ message: 'no such version', $metadata: {} });
/** Errors of GetSecretValue that say nothing about whether a version exists. */
const OTHERS: [string, Error][] = [
  ['a key that may not be used', new sdk.DecryptionFailure({ message: 'KMS refused', $metadata: {} })],
  ['a fault of the service', new sdk.InternalServiceError({ message: 'try again', $metadata: {} })],
  ['a secret that is deleted', new sdk.InvalidRequestException({ message: 'marked for deletion', $metadata: {} })],
  ['no permission', Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' })],
];

test.each(['AWSCURRENT', 'AWSPREVIOUS'] as const)('reads version %s of the secret', async (stage) => {
  send.mockResolvedValue({ SecretString: 'value' });
  await expect(secretsManager(ARN)(stage)).resolves.toBe('value');
  expect(send.mock.calls.map(([{ input }]) => input)).toEqual([{ SecretId: ARN, VersionStage: stage }]);
});

test('a previous version that does not exist is none', async () => {
  send.mockRejectedValue(notFound());
  await expect(secretsManager(ARN)('AWSPREVIOUS')).resolves.toBeUndefined();
});

test('a current version that does not exist is an error', async () => {
  send.mockRejectedValue(notFound());
  await expect(secretsManager(ARN)('AWSCURRENT')).rejects.toThrow('no such version');
});

test.each(OTHERS)('%s is an error for both versions', async (_, error) => {
  send.mockRejectedValue(error);
  await expect(secretsManager(ARN)('AWSPREVIOUS')).rejects.toBe(error);
  await expect(secretsManager(ARN)('AWSCURRENT')).rejects.toBe(error);
});

test('a request is refused by an error, not let through, while the previous version cannot be read', async () => {
  const [[, error]] = OTHERS;
  const check = edgeCheck(async (stage) => {
    if (stage === 'AWSPREVIOUS') throw error;
    return 'now';
  });
  await expect(check('now')).rejects.toBe(error);
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand, LambdaClient, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { emulatorEnvironment, endpointOf, findPython, freePort, startEmulator, type EmulatorAddress, type Guarded, type Report } from '../../../src/emulator';
import { clientConfig, type ClientConfig } from '../../../src/session';
import { temporaryFolder } from '../../helpers/command';

export const ACCOUNT = '123456789012';
export const REGION = 'us-west-2';

/** An emulator of this test file. */
export interface TestEmulator {
  readonly address: EmulatorAddress;
  /** Settings of a client that calls as the account itself. */
  readonly root: ClientConfig;
  /** What it reported so far. */
  readonly reports: Report[];
  readonly stop: () => Promise<void>;
}

/** Starts an emulator that enforces policies. */
export async function startTestEmulator(): Promise<TestEmulator> {
  const python = findPython(process.env);
  const processes: Guarded[] = [];
  const reports: Report[] = [];
  const onProcess = (started: Guarded) => { processes.push(started); };
  const environment = await emulatorEnvironment({ python, env: process.env, onMake: () => undefined, onProcess });
  const address = { endpoint: endpointOf(await freePort()), account: ACCOUNT, region: REGION };
  await startEmulator({
    python: python.path,
    environment,
    address,
    folder: temporaryFolder(),
    env: process.env,
    enforce: true,
    onProcess,
    onReport: (report) => { reports.push(report); },
  });
  return {
    address,
    root: clientConfig(address, REGION),
    reports,
    stop: async () => { await Promise.all(processes.map(async (started) => started.stop())); },
  };
}

/** Statements of a policy. */
export type Statements = readonly Readonly<Record<string, unknown>>[];

/** Creates a role that Lambda may assume, and returns its ARN. */
export async function createRole({ root }: TestEmulator, name: string, statements: Statements): Promise<string> {
  const iam = new IAMClient(root);
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com', AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }] };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  if (statements.length > 0) {
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'policy', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }));
  }
  return Role?.Arn ?? '';
}

/** Creates a function from a folder, under a role that has these statements. */
export async function createFunction(
  emulator: TestEmulator, name: string, folder: string, statements: Statements, options: Partial<CreateFunctionCommandInput> = {},
): Promise<void> {
  const archive = join(temporaryFolder(), 'code.zip');
  execFileSync('python3', ['-m', 'zipfile', '-c', archive, '.'], { cwd: folder });
  await new LambdaClient(emulator.root).send(new CreateFunctionCommand({
    FunctionName: name,
    Role: await createRole(emulator, `${name}-role`, statements),
    Runtime: 'nodejs20.x',
    Handler: 'index.handler',
    // A busy machine is slow, not broken.
    Timeout: 120,
    Code: { ZipFile: readFileSync(archive) },
    ...options,
  }));
}

/** Calls a function, and returns what it answers. */
export async function invoke({ root }: TestEmulator, FunctionName: string, event: unknown = {}): Promise<unknown> {
  const { Payload } = await new LambdaClient(root).send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  return JSON.parse(Buffer.from(Payload ?? []).toString());
}

/** Settings of a client that calls as a role with these statements. */
export async function assume(emulator: TestEmulator, name: string, statements: Statements): Promise<ClientConfig> {
  const RoleArn = await createRole(emulator, name, statements);
  const { Credentials } = await new STSClient(emulator.root).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken } = Credentials ?? {};
  return { ...emulator.root, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

/** Resolves to `allowed`, or to the name of the error. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'allowed', (error: Error) => error.name);
}

import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../errors';
import type { EmulatorEnvironment } from './environment';
import { guarded, PYTHON_FOLDER, type Guarded } from './guard';
import { ROOT_SECRET, type EmulatorAddress } from './isolation';
import { readReports, type Report } from './reports';

const HOST = '127.0.0.1';
/** Folder in which functions find the AWS SDK that Lambda provides. */
const SDK_FOLDER = join(dirname(require.resolve('@aws-sdk/client-s3/package.json')), '..', '..');
const READY_WITHIN_MS = 30_000;
const POLL_MS = 40;

export interface EmulatorProps {
  /** Any Python, for the guard. */
  readonly python: string;
  readonly environment: EmulatorEnvironment;
  /** Everything that the emulator writes goes here; deleted when it stops. */
  readonly folder: string;
  readonly address: EmulatorAddress;
  readonly env: NodeJS.ProcessEnv;
  /** Makes the emulator enforce IAM policies, resource policies, trust policies and signatures. */
  readonly enforce: boolean;
  readonly onProcess: (process: Guarded) => void;
  /** Called for each report of the emulator, as it arrives. */
  readonly onReport: (report: Report) => void;
}

export interface Emulator {
  /** Rejects when the emulator ends although nobody stopped it. */
  readonly died: Promise<never>;
}

/** The address of an emulator on this port. */
export function endpointOf(port: number): string {
  return `http://${HOST}:${port}`;
}

/**
 * A port of the loopback interface that is free now.
 *
 * @throws CliError when the port asked for is taken
 */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(CliError.failed(error.code === 'EADDRINUSE'
      ? `port ${wanted} is taken: name another one, or leave out --port for a free one`
      : `cannot listen on port ${wanted} (${error.code ?? error.message}): name another one, or leave out --port for a free one`)));
    server.listen(wanted, HOST, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : wanted));
    });
  });
}

/**
 * Starts the emulator and resolves when it answers.
 *
 * @throws CliError when it does not
 */
export async function startEmulator(props: EmulatorProps): Promise<Emulator> {
  const log = join(props.folder, 'emulator.log');
  const folders = { STATE_DIR: 'state', S3_DATA_DIR: 's3', TMPDIR: 'tmp', HOME: 'home' };
  await Promise.all(Object.values(folders).map((name) => mkdir(join(props.folder, name), { recursive: true })));
  const output = openSync(log, 'a');
  const server = guarded({
    python: props.python,
    command: [props.environment.python, '-I', join(PYTHON_FOLDER, 'serve.py')],
    folder: props.folder,
    cwd: props.folder,
    env: {
      ...Object.fromEntries(Object.entries(folders).map(([variable, name]) => [variable, join(props.folder, name)])),
      // Functions run as processes of the machine's Node.js.
      PATH: [dirname(process.execPath), props.env.PATH].join(delimiter),
      NODE_PATH: SDK_FOLDER,
      BIND_HOST: HOST,
      MINISTACK_HOST: HOST,
      GATEWAY_PORT: new URL(props.address.endpoint).port,
      // Told back by the health check, so that nobody else's emulator is taken for ours.
      MINISTACK_EDITION: props.folder,
      MINISTACK_REGION: props.address.region,
      MINISTACK_ACCOUNT_ID: props.address.account,
      PERSIST_STATE: '0',
      AUTH: String(props.enforce),
      // The secret of the account's own key.
      AWS_SECRET_ACCESS_KEY: ROOT_SECRET,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      LOG_LEVEL: 'WARNING',
    },
    output: ['pipe', output],
  });
  closeSync(output);
  props.onProcess(server);
  if (server.stdout) readReports(server.stdout, props.onReport);

  const failure = async (what: string) => CliError.failed(`the emulator ${what}: ${await lastLogLine(log)}`);
  let ended = false;
  const died = server.ended.then(async (code): Promise<never> => {
    ended = true;
    throw await failure(`ended (exit code ${code})`);
  });
  died.catch(() => undefined);
  await Promise.race([died, ready(props)]);
  return { died };

  async function ready({ address: { endpoint }, folder }: EmulatorProps): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    while (Date.now() < until && !ended) {
      if (await editionAt(endpoint) === folder) return;
      await sleep(POLL_MS);
    }
    throw await failure(`did not answer at ${endpoint} within ${READY_WITHIN_MS / 1000} s`);
  }
}

async function editionAt(endpoint: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`);
    const health = await response.json() as { edition?: string };
    return health.edition;
  } catch {
    return undefined;
  }
}

async function lastLogLine(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.at(-1) ?? 'it said nothing';
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { guarded, PYTHON_FOLDER, type Guarded } from './guard';
import type { Python } from './python';
import { CliError } from '../errors';

export interface InstallProps {
  readonly python: Python;
  /** The user's own: an index, a proxy and certificates for pip are in it. */
  readonly env: NodeJS.ProcessEnv;
  /** Told of each process, so that it can be stopped. */
  readonly onProcess: (process: Guarded) => void;
}

/** List of the packages to install, with a hash per file. */
export const REQUIREMENTS = join(PYTHON_FOLDER, 'requirements.txt');
/** The resource types that the emulator knows. Written last: an environment without it was not finished. */
export const TYPES_FILE = 'resource-types.json';

const ASK_TYPES = 'import json; from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as h; print(json.dumps(sorted(h)))';
/** Variables that would make packages install outside of the environment. */
const ASTRAY = new Set(['PYTHONHOME', 'PYTHONPATH', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_USER', 'PIP_NO_BINARY', 'PIP_DRY_RUN']);

/**
 * Makes a virtual environment in the folder, and installs the emulator in it.
 *
 * @throws CliError when Python cannot, or the package index cannot be reached
 */
export async function install(folder: string, props: InstallProps): Promise<void> {
  const { path, version } = props.python;
  const venv = await run(props, [path, '-m', 'venv', folder]);
  if (venv.code !== 0) {
    const missing = /ensurepip is not available|No module named '?(venv|ensurepip)/.test(venv.output);
    throw CliError.failed(missing
      ? `Python ${version} (${path}) has no venv module: install it, for example with "apt install python3-venv"`
      : `Python ${version} (${path}) cannot make a virtual environment: ${cause(venv.output)}`);
  }
  const python = join(folder, 'bin', 'python');
  // Nothing is built here, since a build would fetch what no hash vouches for.
  const pip = await run(props, [python, '-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:', '--no-deps',
    '--no-input', '--disable-pip-version-check', '--quiet', '--retries', '2', '--requirement', REQUIREMENTS]);
  if (pip.code !== 0) throw CliError.failed(`cannot install the emulator from the Python package index: ${cause(pip.output)}`);
  const types = await run(props, [python, '-I', '-c', ASK_TYPES]);
  if (types.code !== 0) throw CliError.failed(`the emulator does not run on Python ${version}: ${cause(types.output)}`);
  await writeFile(join(folder, TYPES_FILE), types.output);
}

async function run({ python, env, onProcess }: InstallProps, command: readonly string[]): Promise<{ code: number; output: string }> {
  const pipEnv = Object.fromEntries(Object.entries(env).filter(([name]) => !ASTRAY.has(name)));
  const running = guarded({ python: python.path, command, env: pipEnv, output: ['pipe', 'pipe'] });
  onProcess(running);
  const [code, output, errors] = await Promise.all([
    running.ended,
    running.stdout ? text(running.stdout) : '',
    running.stderr ? text(running.stderr) : '',
  ]);
  return { code, output: output + errors };
}

/** The line that says most. */
function cause(output: string): string {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  const errors = lines.filter((line) => line.startsWith('ERROR:'));
  return (errors.at(-1) ?? lines.at(-1) ?? 'no reason was given').replace(/^ERROR:\s*/, '');
}

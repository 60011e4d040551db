import { functionsIn, type DeployedFunction } from './functions';
import { handlerFiles, type HandlerFiles } from './handler-files';
import { HEADER_BYTES, readHeader } from './header';
import { buildVariables, nameOf, thisMachine, type Target } from './machine';
import { CliError } from '../errors';
import type { StackTemplate } from '../template';

/**
 * Refuses functions that can't start on this machine, before anything is deployed: their handler is missing, or their program is for another machine.
 * A handler can also be in a layer. Functions with a layer from elsewhere are left to the deployment if their own code has no handler.
 *
 * @param assembly the folder of the assembly that the stacks are in
 * @throws CliError that names the function and what to do
 */
export function requireRunnable(assembly: string, stacks: readonly StackTemplate[], here: Target = thisMachine()): void {
  for (const one of functionsIn(stacks, assembly)) {
    const { name, runtime, handler } = one;
    if (handler === undefined && !runtime.startsWith('provided')) continue;
    const files = handlerFiles(runtime, handler ?? '');
    if (files === 'unknown') continue;
    if (files === 'malformed') throw CliError.failed(`function ${name}: its handler must be FILE.FUNCTION, but got ${JSON.stringify(handler)}. For example: "index.handler".`);
    requireHandler(one, files, here);
  }
}

function requireHandler(one: DeployedFunction, { code: inCode, layers: inLayers }: HandlerFiles, here: Target): void {
  const { name, runtime, handler, code, layers } = one;
  // Later layers lie over earlier ones.
  const places = [{ content: code, files: inCode }, ...[...layers].reverse().map((content) => ({ content, files: inLayers }))];
  for (const { content, files } of places) {
    // What an unknown layer holds can't be told.
    if (content === undefined) return;
    const found = files.find(content.has);
    if (found === undefined) continue;
    if (runtime.startsWith('provided')) requireProgram(name, content.start(found, HEADER_BYTES), content.mayRun(found), here);
    return;
  }
  const where = `${code.path}${layers.length > 0 ? ' and its layers' : ''}`;
  if (runtime.startsWith('provided')) throw CliError.failed(`function ${name}: its code has no executable "bootstrap"; build one into ${where}`);
  const [first = '', ...others] = inCode.length > 0 ? inCode.filter((file) => !file.startsWith('node_modules/')) : inLayers;
  const more = others.length > 0 ? ` (or ${others.join(', ')})` : '';
  throw CliError.failed(`function ${name}: its handler is ${JSON.stringify(handler)}, but its code has no ${first}${more}; build it into ${where}, or correct the handler`);
}

function requireProgram(name: string, start: Buffer, mayRun: boolean, here: Target): void {
  const header = readHeader(start, here);
  if (header === 'unknown') throw CliError.failed(`function ${name}: its bootstrap must be a program or a script that begins with #!, but it is neither`);
  if (header !== 'script' && (header.system !== here.system || header.processor !== here.processor)) {
    const { GOOS, GOARCH } = buildVariables(here);
    throw CliError.failed(
      `function ${name}: its bootstrap is built for ${nameOf(header)}, and this machine runs ${nameOf(here)}; `
      + `build it for this run with --build 'COMMAND', which gets GOOS=${GOOS} and GOARCH=${GOARCH}, or use ListBackupCode.go, which up builds for this machine`,
    );
  }
  if (!mayRun) throw CliError.failed(`function ${name}: its bootstrap isn't executable; run chmod +x on it before synthesis`);
}

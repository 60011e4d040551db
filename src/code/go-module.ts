import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder of the module that a folder belongs to. */
export function moduleRootOf(folder: string): string | undefined {
  if (existsSync(join(folder, 'go.mod'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : moduleRootOf(above);
}

/** The module and those that its `go.mod` or a workspace takes from this machine, directly or through each other. */
export function modulesOf(root: string): string[] {
  const known = new Set<string>();
  const visit = (module: string): void => {
    if (known.has(module) || !existsSync(module)) return;
    known.add(module);
    pathsIn(join(module, 'go.mod')).forEach(visit);
  };
  visit(root);
  const workspace = workspaceOf(root);
  if (workspace !== undefined) pathsIn(workspace).forEach(visit);
  return [...known].sort();
}

function workspaceOf(folder: string): string | undefined {
  if (process.env.GOWORK === 'off') return undefined;
  const file = join(folder, 'go.work');
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : workspaceOf(above);
}

/**
 * Local paths of `replace` and `use` directives: they begin with a dot or a slash, which no module's name does.
 *
 * @see https://go.dev/ref/mod#go-mod-file-replace
 */
function pathsIn(file: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8').replace(/\/\/.*$/gm, '');
  return [...text.matchAll(/(?:=>|^\s*use|^)\s*"?(\.{1,2}(?:\/[^\s"]*)?|\/[^\s"]+)"?\s*$/gm)].map(([, path]) => resolve(dirname(file), path));
}

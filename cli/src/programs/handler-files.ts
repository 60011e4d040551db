/** Files of which one must exist. */
export interface HandlerFiles {
  /** Paths in the function's own code. */
  readonly code: readonly string[];
  /** Paths in its layers. */
  readonly layers: readonly string[];
}

/** Lambda unpacks layers there. */
const LAYERS = '/opt/';
/** Folders of layers in which modules are found: https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const NODE_FOLDERS = ['nodejs/node_modules/', 'nodejs/node20/node_modules/', 'nodejs/node22/node_modules/', 'nodejs/node24/node_modules/'];
const PYTHON_FOLDERS = ['python/', ...['3.9', '3.10', '3.11', '3.12', '3.13', '3.14'].map((version) => `python/lib/python${version}/site-packages/`)];

/**
 * Returns the files that can hold a handler; `unknown` for runtimes whose handlers aren't files, and `malformed` for a handler that names no function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
 */
export function handlerFiles(runtime: string, handler: string): HandlerFiles | 'unknown' | 'malformed' {
  if (runtime.startsWith('provided')) return { code: ['bootstrap'], layers: ['bootstrap'] };
  if (runtime.startsWith('nodejs')) return nodeFiles(handler);
  if (runtime.startsWith('python')) return pythonFiles(handler);
  return 'unknown';
}

/** Node.js takes what follows the first dot of the file's name for the function. */
function nodeFiles(handler: string): HandlerFiles | 'malformed' {
  const [, module, inLayer] = /^((\/opt\/)?(?:.*\/)?[^./]+)\.[^/]+$/.exec(handler) ?? [];
  if (module === undefined) return 'malformed';
  const files = (path: string) => ['.js', '.mjs', '.cjs'].map((end) => `${path}${end}`);
  if (inLayer !== undefined) return { code: [], layers: files(module.slice(LAYERS.length)) };
  const packages = [...files(module), `${module}/index.js`, `${module}/package.json`];
  return {
    code: [...files(module), ...packages.map((file) => `node_modules/${file}`)],
    layers: NODE_FOLDERS.flatMap((folder) => packages.map((file) => `${folder}${file}`)),
  };
}

/** Python takes what follows the last dot for the function, and dots before it for folders. */
function pythonFiles(handler: string): HandlerFiles | 'malformed' {
  const [, module] = /^([^.]+(?:\.[^.]+)*)\.[^./]+$/.exec(handler) ?? [];
  if (module === undefined) return 'malformed';
  const files = ['.py', '/__init__.py'].map((end) => `${module.replaceAll('.', '/')}${end}`);
  return { code: files, layers: PYTHON_FOLDERS.flatMap((folder) => files.map((file) => `${folder}${file}`)) };
}

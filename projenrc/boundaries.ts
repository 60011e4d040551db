/** The modules that every module may import: each of them only those before it. */
const BASE = ['catalogue', 'validation', 'stage', 'conventions', 'exports', 'handles', 'keys', 'topics'];

/** Of them, those that import nothing of the project. */
const PURE = ['catalogue', 'validation'];

/** Modules of resources. None imports another one: what it needs of it is an interface of `handles`, or a name of `stage`. */
const RESOURCES = [
  'api', 'auth', 'code', 'data-layer', 'delivery', 'domains', 'edge', 'email', 'messaging', 'monitoring', 'recovery', 'secrets', 'upgrade-guard',
];

/** Modules that put together what others make, with what they may import besides the base. `infrastructure` knows them all. */
const COMPOSED: { readonly [module: string]: readonly string[] } = {
  // A function has its own rule on the bus, and builds its code.
  functions: ['messaging/event-rule.ts', 'code'],
  // A service has functions, and routes to them in an API.
  services: ['functions', 'messaging/event-rule.ts', 'api/api.ts'],
};

const zone = (module: string, allowed: readonly string[], message: string) => ({
  target: `./src/${module}`, from: './src', except: [module, ...allowed].map((path) => `./${path}`), message,
});

/** No file imports itself by way of others. Packages aren't followed: that takes 40 seconds, and finds nothing of ours. */
export const NO_CYCLE = ['error', { ignoreExternal: true }];

/** ESLint's rules about which file may import which. */
export const IMPORT_RULES = {
  'import/no-cycle': NO_CYCLE,
  'import/no-restricted-paths': ['error', {
    zones: [
      ...BASE.map((module, at) => zone(module, PURE.includes(module) ? [] : BASE.slice(0, at),
        PURE.includes(module) ? `${module} imports nothing of the project.` : `${module} may import only: ${BASE.slice(0, at).join(', ')}.`)),
      ...RESOURCES.map((module) => zone(module, BASE, 'Modules of resources do not import each other: use an interface of src/handles.')),
      ...Object.entries(COMPOSED).map(([module, others]) => zone(module, [...BASE, ...others], 'See projenrc/boundaries.ts for what this module may import.')),
    ],
  }],
};

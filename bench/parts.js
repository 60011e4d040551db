// The shares of the CPU of synthesizing one production stage: samples of V8's profiler, each given to the first part that fits its stack.
const { readdirSync, readFileSync } = require('node:fs');
const { runNode } = require('./measure');
const { circumstances, table } = require('./table');
const { app, inWorkshop } = require('./workshop');

const ROUNDS = Number(process.argv[2] ?? 5);
const NODE = 'node:internal/modules/';
const isOwn = ({ url }) => /\/lib\/(?!.*node_modules)/.test(url) && !url.includes('/node_modules/');
const calls = (name, file) => (stack) => stack.some(({ functionName, url }) => functionName === name && url.includes(file));
/** The file that required the module being loaded. */
const asker = (stack) => stack.find(({ url }) => !url.startsWith('node:') && url !== '');
const loads = (own) => (stack) => stack[0].url.startsWith('node:') && stack.some(({ url }) => url.startsWith(NODE)) && asker(stack) !== undefined && isOwn(asker(stack)) === own;
const compiles = ({ functionName }) => functionName === 'wrapSafe' || functionName === 'compileForInternalLoader';
const whileAsked = (own) => (stack) => compiles(stack[0]) && asker(stack) !== undefined && isOwn(asker(stack)) === own;

/** From the first that fits; a stack starts with the frame that ran. */
const PARTS = [
  ['garbage collection', ([leaf]) => leaf.functionName === '(garbage collector)'],
  ['V8 compiles files that the library requires', whileAsked(true)],
  ['V8 compiles files that CDK requires, mostly the services\' generated classes', whileAsked(false)],
  ['finding and reading modules that the library requires', loads(true)],
  ['finding and reading modules that CDK requires', loads(false)],
  ['the library\'s own lines', ([leaf]) => isOwn(leaf)],
  ['synthesis: references between stacks (CDK renders everything once for it)', calls('resolveReferences', 'core/lib/private/refs')],
  ['synthesis: templates', calls('_synthesizeTemplate', 'core/lib/stack')],
  ['synthesis: tree.json', calls('_synthesizeTree', 'tree-metadata')],
  ['synthesis: the rest', calls('synthesize', 'core/lib/private/synthesis')],
  ['constructors of CDK\'s classes', (stack) => stack.some(isOwn)],
  ['start of Node.js, of the app, and unnamed functions', () => true],
];

inWorkshop((at) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    runNode(['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', at('profiles'), app('library.js'), at('out'), 'main']);
  }
  const microseconds = new Map(PARTS.map(([part]) => [part, 0]));
  for (const file of readdirSync(at('profiles'))) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(at('profiles', file), 'utf8'));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
    const partOf = new Map(nodes.map(({ id }) => {
      const stack = [];
      for (let frame = id; frame !== undefined; frame = parents.get(frame)) stack.push(byId.get(frame).callFrame);
      return [id, PARTS.find(([, fits]) => fits(stack))[0]];
    }));
    samples.forEach((id, sample) => microseconds.set(partOf.get(id), microseconds.get(partOf.get(id)) + timeDeltas[sample]));
  }
  const total = [...microseconds.values()].reduce((sum, value) => sum + value, 0);
  console.log(table(['one production stage', 'share of the profile'], PARTS.map(([part]) => [part, `${(100 * microseconds.get(part) / total).toFixed(0)} %`])));
  console.log(`\n${circumstances(ROUNDS)}; the profiler sees the main thread alone.`);
});

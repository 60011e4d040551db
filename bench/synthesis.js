// CPU and memory of synthesizing stages, relative to the same templates through bare CfnResource.
const { measure, runNode } = require('./measure');
const { circumstances, table } = require('./table');
const { writeTypedProps } = require('./typed-props');
const { app, inWorkshop } = require('./workshop');

const ROUNDS = Number(process.argv[2] ?? 11);
const STAGES = ['main', 'staging', 'dev', ...Array.from({ length: 17 }, (_, at) => `feature-${at + 1}`)];
const LAYERS = ['tables', 'queues', 'buckets'];

inWorkshop((at) => {
  runNode([app('library.js'), at('templates'), 'main']);
  runNode([app('library-layers.js'), at('layers'), ...LAYERS]);
  runNode([app('plain-l2.js'), at('plain'), at('layers'), ...LAYERS]);
  for (const layer of LAYERS) {
    runNode([app('library-layers.js'), at(layer), layer]);
    runNode([app('plain-l2.js'), at('plain', layer), at('layers'), layer]);
  }
  writeTypedProps(at('templates'), at('props'));

  const result = measure({
    bare: [app('bare.js'), at('out', 'bare'), at('templates')],
    typed: [app('typed.js'), at('out', 'typed'), at('props')],
    one: [app('library.js'), at('out', 'one'), 'main'],
    bareNoOpt: ['--no-opt', app('bare.js'), at('out', 'bare-no-opt'), at('templates')],
    oneNoOpt: ['--no-opt', app('library.js'), at('out', 'one-no-opt'), 'main'],
    three: [app('library.js'), at('out', 'three'), ...STAGES.slice(0, 3)],
    twenty: [app('library.js'), at('out', 'twenty'), ...STAGES],
    bareLayers: [app('bare.js'), at('out', 'bare-layers'), at('layers')],
    layers: [app('library-layers.js'), at('out', 'layers'), ...LAYERS],
    barePlain: [app('bare.js'), at('out', 'bare-plain'), at('plain')],
    plain: [app('plain-l2.js'), at('out', 'plain'), at('layers'), ...LAYERS],
    ...Object.fromEntries(LAYERS.flatMap((layer) => [
      [`${layer} bare`, [app('bare.js'), at('out', 'bare', layer), at(layer)]],
      [`${layer} library`, [app('library-layers.js'), at('out', 'library', layer), layer]],
      [`${layer} bare plain`, [app('bare.js'), at('out', 'bare-plain', layer), at('plain', layer)]],
      [`${layer} plain`, [app('plain-l2.js'), at('out', 'plain-l2', layer), at('layers'), layer]],
    ])),
  }, ROUNDS);

  const row = (shown, name, baseline, further = '') => [
    shown, `${result[name].cpuSeconds.toFixed(2)} s`, result[name].ratioTo(baseline).toFixed(2), further, `${Math.round(result[name].peakMiB)} MiB`,
  ];
  const further = (name, count) => result[name].eachFurther('one', count).toFixed(2);
  console.log(table(['synthesis', 'CPU, median', 'relative to bare', 'each further stage, relative to the first', 'peak memory'], [
    row('the templates of one stage through bare `CfnResource`', 'bare', 'bare'),
    row('the same through the typed L1 classes', 'typed', 'bare'),
    row('**one production stage** by the library', 'one', 'bare'),
    row('the same by `node --no-opt`, bare as well', 'oneNoOpt', 'bareNoOpt'),
    row('3 stages', 'three', 'bare', further('three', 3)),
    row('20 stages', 'twenty', 'bare', further('twenty', 20)),
  ]));
  console.log();
  console.log(table(['tables, queues, buckets of one stage', 'CPU, median', 'relative to bare', '', 'peak memory'], [
    row('the library', 'layers', 'bareLayers'),
    row('plain L2 constructs', 'plain', 'barePlain'),
  ]));
  console.log();
  const relative = (name, baseline) => result[name].ratioTo(baseline).toFixed(2);
  console.log(table(['part', 'the library, relative to bare', 'plain L2, relative to bare', 'the library, relative to plain L2'], LAYERS.map((layer) => [
    layer, relative(`${layer} library`, `${layer} bare`), relative(`${layer} plain`, `${layer} bare plain`), relative(`${layer} library`, `${layer} plain`),
  ])));
  console.log(`\n${circumstances(ROUNDS)}`);
});

import { writeFileSync } from 'fs';
import { templateOf } from '../support/synth';
import { monitored } from './monitored';
test('smoke', () => {
  const { home } = monitored();
  const t = templateOf(home);
  writeFileSync('/tmp/mon.json', JSON.stringify(t, null, 1));
  const by: Record<string, number> = {};
  for (const r of Object.values(t.Resources)) by[r.Type] = (by[r.Type] ?? 0) + 1;
  console.log(by, Object.keys(t.Resources).length, Object.keys(t.Outputs), JSON.stringify(t, null, 1).length);
});

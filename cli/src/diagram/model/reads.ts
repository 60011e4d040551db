import { kindOf } from './kinds';
import { Names } from './names';
import { isBefore } from './order';
import type { Need, Reading } from './picture';
import type { ResolvedStack } from './resolved-stack';
import { Values } from './values';

/** Returns the values that each stack reads from other stacks. */
export function readsOf(all: readonly ResolvedStack[]): Need[] {
  const values = new Values(all);
  const names = new Names(all);
  const before = isBefore(all);
  return all.flatMap((reader) => {
    const found = new Map<string, Map<string, Reading>>();
    const add = (to: ResolvedStack, reading: Reading): void => {
      const readings = found.get(to.id) ?? new Map<string, Reading>();
      const key = `${reading.reader}\n${reading.target}`;
      // What a published value says is also a name: the first way says more.
      if (!readings.has(key)) readings.set(key, reading);
      found.set(to.id, readings);
    };
    for (const resource of reader.view.resources.values()) {
      const { logicalId, raw } = resource;
      for (const { resolved, output, resource: shown, way } of values.readBy(reader, raw)) {
        const type = resolved.stack.state.template.Resources[shown ?? '']?.Type;
        add(resolved, { reader: logicalId, target: shown ?? output, kind: type === undefined ? 'output' : kindOf(type), way });
      }
      for (const { resolved, resource: named } of names.namedBy(reader, resource)) {
        // What stands first reads nothing of what comes later: both are called after the same thing, as a certificate and its host are.
        if (before(reader, resolved)) continue;
        add(resolved, { reader: logicalId, target: named.logicalId, kind: kindOf(named.type), way: 'name' });
      }
    }
    return [...found].map(([to, readings]) => ({ from: reader.id, to, reads: [...readings.values()] }));
  });
}

import { describeAdaptation, type Adaptation } from '../assembly';
import type { SeededData } from './test-data';
import { RULES } from '../plan/judge';
import type { DeploymentSnapshot } from './proof/snapshot';

/** Result of a rehearsal that lost nothing. */
export interface Rehearsed {
  readonly steps: number;
  readonly seeded: readonly SeededData[];
  /** State of the stacks before the first step. */
  readonly before: DeploymentSnapshot;
  /** Part of that state that the plan keeps to the end. */
  readonly kept: DeploymentSnapshot;
  readonly adaptation: Adaptation;
}

/** Each claim with who proves it, and what nobody proved. */
export function describeProof({ steps, seeded, before, kept, adaptation }: Rehearsed): string[] {
  const claims = [
    ...seeded.map(({ kind, what }) => [kind, what] as const),
    ['physical IDs', `of ${before.resources.size} resources${letGo(idsOf(before), idsOf(kept))}`] as const,
    ['outputs', `${before.outputs.size}, with their values${letGo(before.outputs.keys(), kept.outputs.keys())}`] as const,
    ['exports', `${before.exports.size}, with their values${letGo(before.exports.keys(), kept.exports.keys())}`] as const,
  ];
  const width = Math.max(...claims.map(([name]) => name.length));
  return [
    `proved by the emulator: still there after each of ${steps} steps`,
    ...claims.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`),
    ...seeded.flatMap(({ skipped }) => skipped).map((line) => `  not tried: ${line}`),
    '',
    'proved by the judge, on each step as it was written; the emulator does not enforce these rules',
    ...Object.values(RULES).map(({ rule }) => `  ${rule}`),
    '',
    'left out of the emulator, so that only the judge saw it',
    ...leftOut(adaptation).map((line) => `  ${line}`),
    '  permissions, quotas, time to live, durability: nothing here shows them',
  ];
}

/** Returns the number of resources that the plan removes on purpose. Any other loss ends the rehearsal. */
function letGo(before: Iterable<string>, kept: Iterable<string>): string {
  const still = new Set(kept);
  const gone = [...before].filter((name) => !still.has(name)).length;
  return gone === 0 ? '' : `, ${gone} of them let go by the plan`;
}

/** By type and physical ID, since what one stack releases and another imports is not let go. */
function idsOf({ resources }: DeploymentSnapshot): string[] {
  return [...resources.values()].map(({ type, physicalId }) => `${type} ${physicalId}`);
}

/** The types that were left out first, then what is not as on AWS. */
function leftOut(adaptation: Adaptation): string[] {
  const types = [...new Set(adaptation.removed.map(({ type }) => type).filter((type) => type !== 'output'))].sort();
  return [`types: ${types.join(', ') || 'none'}`, ...describeAdaptation(adaptation)];
}

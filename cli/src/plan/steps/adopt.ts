import type { Adoption } from './moves';
import { hasSymbol, NO_TEMPLATE, type JsonObject, type Resource } from '../../template';
import { factsOf } from '../rules/facts';
import type { StackState } from '../state/stage-state';

/** The stack with what comes in by import and nothing else changed; a stack that is not there yet holds only that. */
export function adopt(now: StackState | undefined, target: StackState, adoptions: readonly Adoption[]): StackState {
  const base: StackState = now ?? { ...target, template: NO_TEMPLATE };
  const imported = adoptions.map((adoption): [string, Resource] => [adoption.logicalId, {
    Type: adoption.type,
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: importable(adoption),
  }]);
  return { ...base, template: { ...base.template, Resources: { ...base.template.Resources, ...Object.fromEntries(imported) } } };
}

/** Returns the properties that an import can set: only literal values, and none that only AWS sets. Tags follow in the next step. */
export function importable({ type, properties }: Pick<Adoption, 'type' | 'properties'>): JsonObject {
  const { attributes, tags } = factsOf(type);
  return Object.fromEntries(Object.entries(properties).filter(([name, value]) => !attributes.includes(name) && name !== tags && !hasSymbol(value)));
}

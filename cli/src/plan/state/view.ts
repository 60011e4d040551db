import type { StackState, StageState } from './stage-state';
import { environmentOf, objectOf, renameSymbols, Resolver, type Json, type JsonObject, type Output, type Resource } from '../../template';
import { factsOf, type TypeFacts } from '../rules/facts';
import { IDENTITY } from '../rules/identity';

/** A resource with its functions turned into values. */
export interface ResourceView {
  readonly logicalId: string;
  readonly type: string;
  readonly facts: TypeFacts;
  readonly properties: JsonObject;
  readonly raw: Resource;
  /** The physical name that the template gives it. */
  readonly name?: string;
  /** What its condition asks for, where only the deployment knows whether it exists. */
  readonly undecided?: string;
}

/** An output with its functions turned into values. */
export interface OutputView {
  readonly key: string;
  readonly value: Json;
  readonly exportName?: string;
  readonly raw: Output;
}

/** What a stack is to AWS: entries whose condition is false are not there. */
export interface StackView {
  readonly state: StackState;
  readonly resolver: Resolver;
  readonly resources: ReadonlyMap<string, ResourceView>;
  readonly outputs: ReadonlyMap<string, OutputView>;
}

/** Turns states into views; a stack that several steps share is looked at once. */
export class Views {
  private readonly stacks = new WeakMap<StackState, StackView>();
  private readonly underWay = new Set<StackState>();

  /** The stack, seen among the others of its stage. */
  of(stack: StackState, stage: StageState): StackView {
    const known = this.stacks.get(stack);
    if (known) return known;
    this.underWay.add(stack);
    const view = this.look(stack, stage);
    this.underWay.delete(stack);
    this.stacks.set(stack, view);
    return view;
  }

  private look(stack: StackState, stage: StageState): StackView {
    const resolver = new Resolver(stack.template, {
      stackName: stack.name,
      ...environmentOf(stack.account, stack.region),
      parameters: stack.parameters,
      observedValues: stack.observedValues,
      importValue: (name) => this.exported(name, stack, stage),
    }, IDENTITY);
    return { state: stack, resolver, resources: resourcesOf(stack, resolver), outputs: outputsOf(stack, resolver) };
  }

  private exported(name: string, importer: StackState, stage: StageState): Json | undefined {
    for (const stack of stage.values()) {
      if (stack === importer || stack.region !== importer.region || this.underWay.has(stack)) continue;
      for (const output of this.of(stack, stage).outputs.values()) {
        if (output.exportName === name) return qualified(output.value, stack.name);
      }
    }
    return undefined;
  }
}

/** A symbol of another stack is not this one's of the same name. */
function qualified(value: Json, stackName: string): Json {
  return typeof value === 'string' ? renameSymbols(value, (name) => `${stackName}/${name}`) : value;
}

function resourcesOf(stack: StackState, resolver: Resolver): Map<string, ResourceView> {
  const views = new Map<string, ResourceView>();
  for (const [logicalId, raw] of Object.entries(stack.template.Resources)) {
    const exists = resolver.exists(raw);
    if (exists === false) continue;
    const facts = factsOf(raw.Type);
    const properties = resolver.properties(logicalId);
    const name = facts.name === undefined ? undefined : properties[facts.name];
    views.set(logicalId, {
      logicalId,
      type: raw.Type,
      facts,
      properties,
      raw,
      ...typeof name === 'string' ? { name } : {},
      ...exists === undefined ? { undecided: resolver.conditions.text(String(raw.Condition as string)) } : {},
    });
  }
  return views;
}

function outputsOf(stack: StackState, resolver: Resolver): Map<string, OutputView> {
  const views = new Map<string, OutputView>();
  for (const [key, raw] of Object.entries(stack.template.Outputs)) {
    if (resolver.exists(raw) === false) continue;
    const name = objectOf(raw.Export).Name;
    const exportName = name === undefined ? undefined : resolver.value(name);
    views.set(key, { key, value: resolver.value(raw.Value), raw, ...exportName === undefined ? {} : { exportName: String(exportName as string) } });
  }
  return views;
}

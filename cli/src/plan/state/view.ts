import type { StackState, StageState } from './stage-state';
import { environmentOf, objectOf, renameSymbols, Resolver, same, type Json, type JsonObject, type Output, type Resource } from '../../template';
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
  /** Condition of the resource, if only deployment knows whether it exists. */
  readonly undecided?: string;
}

/** An output with its functions turned into values. */
export interface OutputView {
  readonly key: string;
  readonly value: Json;
  readonly exportName?: string;
  readonly raw: Output;
}

/** View of a stack without the entries whose condition is false. */
export interface StackView {
  readonly state: StackState;
  readonly resolver: Resolver;
  readonly resources: ReadonlyMap<string, ResourceView>;
  readonly outputs: ReadonlyMap<string, OutputView>;
}

/** A view, and what it asked of other stacks: it is the same in every stage that answers the same. */
interface Look {
  readonly view: StackView;
  readonly answers: Map<string, Json | undefined>;
}

/** Turns states into views; a stack that several steps share is looked at again only if other stacks give it other values. */
export class Views {
  private readonly looks = new WeakMap<StackState, Look[]>();
  private readonly stages = new WeakMap<StageState, Map<StackState, StackView>>();
  private readonly underWay = new Set<StackState>();
  /** True if an answer was omitted because stacks read from each other in a circle. */
  private cut = false;

  /** The stack, seen among the others of its stage. */
  of(stack: StackState, stage: StageState): StackView {
    const seen = this.stages.get(stage) ?? new Map<StackState, StackView>();
    this.stages.set(stage, seen);
    const known = seen.get(stack);
    if (known) return known;
    const outer = this.cut;
    this.cut = false;
    this.underWay.add(stack);
    const view = this.known(stack, stage) ?? this.look(stack, stage);
    this.underWay.delete(stack);
    if (!this.cut) seen.set(stack, view);
    this.cut = outer || this.cut;
    return view;
  }

  private known(stack: StackState, stage: StageState): StackView | undefined {
    const isSame = ([question, answer]: readonly [string, Json | undefined]): boolean => same(this.answer(question, stack, stage), answer);
    return this.looks.get(stack)?.find(({ answers }) => [...answers].every(isSame))?.view;
  }

  private look(stack: StackState, stage: StageState): StackView {
    const answers = new Map<string, Json | undefined>();
    const ask = (...question: readonly string[]): Json | undefined => {
      const text = JSON.stringify(question);
      const answer = this.answer(text, stack, stage);
      answers.set(text, answer);
      return answer;
    };
    const resolver = new Resolver(stack.template, {
      stackName: stack.name,
      ...environmentOf(stack.account, stack.region),
      parameters: stack.parameters,
      ...stack.lookedUp ? { lookedUp: stack.lookedUp } : {},
      observedValues: stack.observedValues,
      importValue: (name) => ask(name),
      stackOutput: (other, name) => ask(name, other),
    }, IDENTITY);
    const view = { state: stack, resolver, resources: resourcesOf(stack, resolver), outputs: outputsOf(stack, resolver) };
    this.looks.set(stack, [...this.looks.get(stack) ?? [], { view, answers }]);
    return view;
  }

  private answer(question: string, asker: StackState, stage: StageState): Json | undefined {
    const [name = '', owner] = JSON.parse(question) as string[];
    return owner === undefined ? this.exported(name, asker, stage) : this.output(owner, name, asker, stage);
  }

  private exported(name: string, importer: StackState, stage: StageState): Json | undefined {
    for (const stack of stage.values()) {
      if (stack === importer || stack.region !== importer.region || !hasExports(stack) || this.isUnderWay(stack)) continue;
      for (const output of this.of(stack, stage).outputs.values()) {
        if (output.exportName === name) return qualified(output.value, stack.name);
      }
    }
    return undefined;
  }

  private output(owner: string, name: string, reader: StackState, stage: StageState): Json | undefined {
    const stack = stage.get(owner);
    if (!stack || stack === reader || this.isUnderWay(stack)) return undefined;
    const value = this.of(stack, stage).outputs.get(name)?.value;
    return value === undefined ? undefined : qualified(value, stack.name);
  }

  private isUnderWay(stack: StackState): boolean {
    const is = this.underWay.has(stack);
    this.cut ||= is;
    return is;
  }
}

function hasExports({ template }: StackState): boolean {
  return Object.values(template.Outputs).some(({ Export: name }) => name !== undefined);
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

import { plain, type MapNode, type Node, type Place } from './node';
import type { Variables } from './variables';
import type { Json } from '../../template';

/** Which values were carried over: a value whole, or a map or list key by key. */
export class Taken {
  private readonly whole = new Set<Node>();
  private readonly opened = new Set<Node>();

  public takeWhole(node: Node | undefined): void {
    if (node) this.whole.add(node);
  }

  public open(node: Node | undefined): void {
    if (node) this.opened.add(node);
  }

  /** Returns the entries that no conversion used, outermost first: their paths and places. */
  public left(node: Node, path: readonly string[] = []): { readonly path: string; readonly at: Place }[] {
    if (this.whole.has(node)) return [];
    if (!this.opened.has(node)) return path.length === 0 ? [] : [{ path: path.join('.'), at: node.at }];
    if (node.kind === 'map') return [...node.entries].flatMap(([key, value]) => this.left(value, [...path, key]));
    return node.kind === 'list' ? node.items.flatMap((item, at) => this.left(item, [...path, String(at)])) : [];
  }
}

/** Reads a map key by key: what is asked for is taken, what nobody asks for is left. */
export class View {
  /** The map, where the value is one. */
  private readonly map?: MapNode;

  public constructor(readonly node: Node, private readonly variables: Variables, private readonly taken: Taken) {
    taken.open(node);
    const value = variables.shallow(node);
    if (value !== node) taken.open(value);
    if (value.kind === 'map') this.map = value;
  }

  public get at(): Place {
    return this.node.at;
  }

  /** True if the value is a map. */
  public get isMap(): boolean {
    return this.map !== undefined;
  }

  public get keys(): string[] {
    return [...this.map?.entries.keys() ?? []];
  }

  public has(key: string): boolean {
    return this.map?.entries.has(key) ?? false;
  }

  public placeOf(key: string): Place {
    return this.map?.entries.get(key)?.at ?? this.at;
  }

  /** The value, its variables resolved. */
  public json(key: string): Json | undefined {
    const node = this.map?.entries.get(key);
    if (node === undefined) return undefined;
    this.takeAll(node);
    return plain(this.variables.resolve(node));
  }

  public text(key: string): string | undefined {
    const value = this.json(key);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  public number(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
    this.variables.note(this.placeOf(key), `${key}: ${text}`, 'a number is needed that is known when the file is converted; set it in the converted line');
    return undefined;
  }

  public flag(key: string): boolean | undefined {
    const value = this.text(key);
    return value === undefined ? undefined : value === 'true';
  }

  /** Returns the view of a map's entry; an empty view if the entry doesn't exist. */
  public view(key: string): View {
    const node = this.map?.entries.get(key) ?? { kind: 'map', entries: new Map(), at: this.at };
    return new View(node, this.variables, this.taken);
  }

  /** Views of the items of a list; a list of maps is one map of all of them, as Serverless merges them. */
  public items(key: string): View[] {
    const node = this.map?.entries.get(key);
    if (node === undefined) return [];
    this.taken.open(node);
    const value = this.variables.shallow(node);
    this.taken.open(value);
    return value.kind === 'list' ? value.items.map((item) => new View(item, this.variables, this.taken)) : [new View(value, this.variables, this.taken)];
  }

  /** The whole value, as it is. */
  public all(): Json {
    this.takeAll(this.node);
    return plain(this.variables.resolve(this.node));
  }

  private takeAll(node: Node): void {
    this.taken.takeWhole(node);
    this.taken.takeWhole(this.variables.shallow(node));
  }
}

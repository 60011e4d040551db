import { didYouMean, invalid } from '../validation/invalid';

/** The members of a collection by their keys in the catalogue, each made once. The one mechanism of every collection. */
export class Members<K extends string, T> {
  private readonly made = new Map<K, T>();

  /**
   * @param kind what the members are, in messages: `queues`.
   * @param keys the catalogue's keys.
   * @param make makes a member. A handle is made when it is first asked for: one that nobody uses costs nothing, and cannot err.
   * @param nameOf another name by which a member is found.
   */
  public constructor(
    private readonly kind: string, private readonly keys: readonly K[], private readonly make: (key: K) => T,
    private readonly nameOf: (key: K) => string = (key) => key,
  ) {}

  /** All of them, in the catalogue's order. */
  public get all(): T[] {
    return this.keys.map((key) => this.of(key));
  }

  /** Makes those that are not made yet: resources are there whether anybody asks for them or not. */
  public makeAll(): void {
    this.keys.forEach((key) => this.of(key));
  }

  public of(key: K): T {
    const member = this.made.get(key) ?? this.make(key);
    this.made.set(key, member);
    return member;
  }

  /** @param name a key of the catalogue, letter for letter, or the other name. */
  public byName(name: string): T {
    const key = this.keys.find((candidate) => candidate === name || this.nameOf(candidate) === name);
    if (key !== undefined) return this.of(key);
    const names = this.keys.map(this.nameOf);
    return invalid('name', name, `must be one of the ${this.kind} ${names.join(', ')}`, didYouMean(name, names));
  }
}

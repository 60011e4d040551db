import { App, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';

/** Where one try takes place: an app of its own, and the next free id in it. */
export class World {
  readonly app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    outdir: process.env.FUZZ_OUTDIR,
    // What is fuzzed is what callers pass, not the copying of the authorizer's code.
    context: { 'aws:cdk:disable-asset-staging': true },
  });
  readonly stack: Stack;
  /** Of the caller's own resources. */
  readonly others: Stack;
  private ids = 0;

  constructor(readonly region = 'us-west-2') {
    const env = { account: '123456789012', region };
    this.stack = new Stack(this.app, 'Fuzzed', { env });
    this.others = new Stack(this.app, 'Others', { env });
  }

  id(): string {
    this.ids += 1;
    return `Id${this.ids}`;
  }
}

/** How to make a value once there is an app for it, and how the report of a failure calls it. */
export class Recipe {
  static of(value: unknown): Recipe {
    return new Recipe(textOf(value), () => value);
  }

  static record(entries: Readonly<Record<string, Recipe>>): Recipe {
    const text = Object.entries(entries).map(([name, recipe]) => `${name}: ${recipe.text}`).join(', ');
    return new Recipe(`{ ${text} }`, (world) => Object.fromEntries(Object.entries(entries).map(([name, recipe]) => [name, recipe.make(world)])));
  }

  static list(recipes: readonly Recipe[]): Recipe {
    return new Recipe(`[${recipes.map(({ text }) => text).join(', ')}]`, (world) => recipes.map((recipe) => recipe.make(world)));
  }

  readonly [fc.toStringMethod]: () => string;

  constructor(readonly text: string, readonly make: (world: World) => unknown) {
    this[fc.toStringMethod] = () => text;
  }

  /** The same object with another value of a member. */
  with(name: string, value: Recipe): Recipe {
    return new Recipe(`{ ...${this.text}, ${name}: ${value.text} }`, (world) => ({ ...this.make(world) as object, [name]: value.make(world) }));
  }
}

function textOf(value: unknown): string {
  const text = fc.stringify(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length} characters)` : text;
}

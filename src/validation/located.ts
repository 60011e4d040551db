import { Construct, IConstruct } from 'constructs';
import { InvalidInput } from './invalid';
import { requireKnownOptions, takesOption } from './options';
import { futureUser, rememberStage, userOf } from './stage-of';

/** A class of constructs, as a decorator gets it. */
interface ConstructClass {
  readonly prototype: object;
}

/**
 * Class decorator: puts the path of the construct before the message of every `InvalidInput` that its constructor, methods and static
 * factories throw. A check before `super()` needs no construct for it. The innermost construct's path counts.
 *
 * A call from outside the library is refused where it has options that nobody reads, or handles of another stage. What the library's
 * own parts pass on to each other may be wider.
 */
export function located<T extends ConstructClass>(target: T): T {
  locateMembers(target.prototype, (self) => pathOf(self));
  locateMembers(target, (_, [scope, id]) => pathOf(scope, id));
  return new Proxy(target, {
    construct: (made, args: unknown[], newTarget) => (
      at(() => pathOf(args[0], args[1]), () => {
        fromOutside(() => requireKnownOptions(made, '', args, futureUser(pathOf(args[0], args[1]), args[2], takesOption(made, '', 'otherStages'))));
        const construct = Reflect.construct(made as unknown as new () => object, args, newTarget) as object;
        rememberStage(construct, args[2]);
        return construct;
      })
    ),
  });
}

/** Wraps the methods and getters that an object has itself. */
function locateMembers(owner: object, place: (self: unknown, args: unknown[]) => string | undefined): void {
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
    if (name === 'constructor' || !property.configurable) continue;
    const wrap = (member: unknown) => function (this: unknown, ...args: unknown[]): unknown {
      return at(() => place(this, args), () => {
        if (args.length > 0) fromOutside(() => requireKnownOptions(this, name, args, typeof this === 'function' ? futureUser(pathOf(args[0], args[1]), args[2], false) : userOf(this)));
        const result: unknown = Reflect.apply(member as () => unknown, this, args);
        if (name === 'fromStage') rememberStage(result, args[2]);
        return result;
      });
    };
    if (typeof property.value === 'function') Object.defineProperty(owner, name, { ...property, value: wrap(property.value) });
    else if (property.get !== undefined) Object.defineProperty(owner, name, { ...property, get: wrap(property.get) });
  }
}

/** The number of the library's members that are being called, one by another. */
let depth = 0;

function fromOutside(check: () => void): void {
  if (depth === 1) check();
}

/** Runs, and adds the place to a refusal that has none yet. */
function at<T>(place: () => string | undefined, run: () => T): T {
  depth += 1;
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InvalidInput) || error.place !== undefined) throw error;
    const path = place();
    if (path === undefined) throw error;
    const placed = new InvalidInput(error.problem, path);
    // The frames lead to the check, not here.
    placed.stack = error.stack?.replace(error.message, () => placed.message);
    throw placed;
  } finally {
    depth -= 1;
  }
}

/** The path of a construct, or of one that is about to be created in a scope. */
function pathOf(scope: unknown, id?: unknown): string | undefined {
  if (!Construct.isConstruct(scope)) return undefined;
  const { path } = (scope as IConstruct).node;
  if (typeof id !== 'string') return path === '' ? undefined : path;
  return path === '' ? id : `${path}/${id}`;
}

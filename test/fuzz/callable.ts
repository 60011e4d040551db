import { Call, CONSTRUCTORS, definitionOf, FACTORIES, handlesOf, isOwn, methodsOf, shortName } from './assembly';
import { Recipe, World } from './recipe';
import { baseOf } from './sites';
import * as library from '../../src';

type Callee = (...args: unknown[]) => unknown;
type Class = (new (...args: unknown[]) => unknown) & Readonly<Record<string, Callee>>;

/** A call, and how to make its callee in a world: a handle has to be made first. */
export interface Callable {
  readonly name: string;
  readonly call: Call;
  readonly bind: (world: World) => Callee;
}

const classOf = (fqn: string): Class => (library as unknown as Readonly<Record<string, Class>>)[shortName(fqn)];
const ID = 'Example';

const OF_CLOUDFRONT = ['ListBackupEdgeCertificate', 'ListBackupEdgeLogs'];

/** What CloudFront reads or writes stands in the one region that it does so in. */
export const regionOf = ({ owner }: Call): string => (OF_CLOUDFRONT.includes(shortName(owner)) ? 'us-east-1' : 'us-west-2');

const construct = (call: Call): Callable => ({
  name: call.name,
  call,
  bind: (world) => (...args) => new (classOf(call.owner))(...placeOf(call, world), ...args),
});

/** Stacks stand below an app, everything else in a stack. */
const placeOf = ({ owner, place }: Call, { app, stack }: World): unknown[] => (
  [shortName(owner) === 'ListBackupInfrastructure' ? app : stack, ID].slice(0, place.length));

const factory = (call: Call): Callable => ({
  name: call.name,
  call,
  bind: (world) => (...args) => classOf(call.owner)[call.method ?? ''](...placeOf(call, world), ...args),
});

export const CALLABLES: readonly Callable[] = [...CONSTRUCTORS.map(construct), ...FACTORIES.map(factory)];

/** Every method of every handle that one of the above returns, directly or in it. */
export const METHODS: readonly Callable[] = CALLABLES.filter(({ call }) => call.place.length > 1).flatMap(({ name, call, bind }) => {
  const make = (world: World): unknown => bind(world)(...argumentsOf(baseOf(call), call, world));
  return methodsBelow(name, returned(call), make, []);
});

function returned({ owner, method }: Call): string {
  const found = definitionOf(owner)?.methods?.find(({ name }) => name === method);
  return found?.returns?.type.fqn ?? owner;
}

function methodsBelow(name: string, fqn: string, make: (world: World) => unknown, seen: readonly string[]): readonly Callable[] {
  if (!isOwn(fqn) || seen.includes(fqn)) return [];
  const own = methodsOf(fqn).map((call): Callable => ({
    name: `${name} › ${call.name}`,
    call,
    bind: (world) => {
      const handle = make(world) as Readonly<Record<string, Callee>>;
      return (...args) => handle[call.method ?? ''](...args);
    },
  }));
  const inner = distinct(handlesOf(fqn)).flatMap(([property, type]) => (
    methodsBelow(`${name}.${property}`, type, (world) => (make(world) as Readonly<Record<string, unknown>>)[property], [...seen, fqn])));
  return [...own, ...inner];
}

/** Forty tables have the same methods: one of each type is enough. */
function distinct(handles: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return handles.filter(([, type], index) => handles.findIndex(([, other]) => other === type) === index);
}

export const argumentsOf = (recipes: readonly Recipe[], { parameters }: Call, world: World): unknown[] => (
  recipes.flatMap((recipe, index) => (parameters[index]?.variadic ? [recipe.make(world)].flat() : [recipe.make(world)])));

import { readFileSync } from 'fs';
import { join } from 'path';
import { NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { canonical, isList, isObject, Json, JsonObject, mapped, objectOf, sortedKeys } from './json';
import { LockedResource, LockedStack, Place } from './lock';
import { Resolver } from './resolver';
import { ruleOf, TypeRule } from './type-rules';
import { attributeTexts, indexTexts, isTable, isUserPool, keyText, protectionsOf } from './types';
import { stageNameOf } from '../validation/stage-of';

/** A stack of the app as it was synthesized. */
export interface AppStack extends Place {
  /** Its name, or `parent/LogicalId` for a nested one. */
  readonly name: string;
  /** The stage whose resources it contains. */
  readonly stage?: string;
  readonly constructPath: string;
  readonly templatePath: string;
  readonly template: JsonObject;
  /** Stack that contains the nested one, and the nested one's logical ID there. */
  readonly within?: { readonly stack: AppStack; readonly logicalId: string };
}

/** Every stack of an app that has been synthesized: those of its stages and nested ones too, parents first. */
export function stacksOf(app: IConstruct): readonly AppStack[] {
  const known = new Map<Stack, AppStack>();
  for (const construct of app.node.findAll()) {
    if (Stack.isStack(construct)) known.set(construct, read(construct, known));
  }
  return [...known.values()];
}

function read(stack: Stack, known: ReadonlyMap<Stack, AppStack>): AppStack {
  const templatePath = join(Stage.of(stack)?.outdir ?? '.', stack.templateFile);
  const within = parentOf(stack, known);
  const stage = stack.node.findAll().map(stageNameOf).find((name) => name !== undefined);
  return {
    ...stage === undefined ? {} : { stage },
    name: within ? `${within.stack.name}/${within.logicalId}` : stack.stackName,
    ...placeOf(stack),
    constructPath: stack.node.path,
    templatePath,
    template: objectOf(JSON.parse(readFileSync(templatePath, 'utf8'))),
    ...within ? { within } : {},
  };
}

function parentOf(stack: Stack, known: ReadonlyMap<Stack, AppStack>): AppStack['within'] {
  const parent = NestedStack.isNestedStack(stack) ? stack.nestedStackParent : undefined;
  const above = parent && known.get(parent);
  return parent && above && { stack: above, logicalId: String(parent.resolve(stack.nestedStackResource?.logicalId)) };
}

function placeOf({ account, region }: Stack): Place {
  return { ...Token.isUnresolved(account) ? {} : { account }, ...Token.isUnresolved(region) ? {} : { region } };
}

/** Returns the lock file entry of a stack: its stateful resources. */
export function recordOf(stack: AppStack, place: Place): LockedStack {
  const resolver = resolverOf(stack, place);
  const resources = Object.entries(objectOf(stack.template.Resources)).flatMap(([logicalId, entry]) => {
    const locked = resourceOf(objectOf(entry), resolver);
    return locked ? [[logicalId, locked] as const] : [];
  });
  const { stage } = stack;
  return {
    stack: stack.name,
    ...stage === undefined ? {} : { stage },
    ...place,
    resources: Object.fromEntries(resources),
    exports: exportsOf(stack.template, resolver),
  };
}

function resolverOf(stack: AppStack, place: Place): Resolver {
  return new Resolver(stack.template, place, stack.name, stack.within ? passedTo(stack.within, place) : {});
}

/** Returns the parameters that a parent passes to its nested stack. A value that only deployment knows is represented by the parent's reference. */
function passedTo({ stack, logicalId }: NonNullable<AppStack['within']>, place: Place): JsonObject {
  const resource = objectOf(objectOf(stack.template.Resources)[logicalId]);
  return objectOf(resolverOf(stack, place).value(objectOf(resource.Properties).Parameters));
}

function resourceOf(entry: JsonObject, resolver: Resolver): LockedResource | undefined {
  const { Type: type, Properties, Condition: condition } = entry;
  const rule = typeof type === 'string' ? ruleOf(type) : undefined;
  if (!rule || typeof type !== 'string') return undefined;
  const properties = objectOf(resolver.value(Properties));
  const name = rule.name === undefined ? undefined : properties[rule.name];
  return {
    type,
    ...name === undefined ? {} : { name: typeof name === 'string' ? name : canonical(name) },
    ...typeof condition === 'string' ? { condition: resolver.condition(condition) } : {},
    ...present('fixed', fixedOf(type, rule, properties)),
    ...present('protected', mapped(protectionsOf(entry, properties), String)),
    ...isTable(type) ? present('indexes', mapped(indexTexts(properties), String)) : {},
    ...isUserPool(type) ? present('attributes', mapped(attributeTexts(properties), String)) : {},
  };
}

function present<T extends object>(key: string, value: T): { readonly [key: string]: T } {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

/** The values that decide, beside the name; one that AWS assumes anyway is as if it were not written. */
function fixedOf(type: string, rule: TypeRule, properties: JsonObject): { readonly [path: string]: Json } {
  const paths = [...rule.replaces ?? [], ...rule.refuses ?? []].filter((path) => path !== rule.name).sort();
  return Object.fromEntries(paths.flatMap((path) => {
    const value = isTable(type) && path === 'KeySchema' ? keyText(properties) : valueAt(properties, path.split('.'));
    if (value === undefined || String(value) === String(rule.defaults?.[path])) return [];
    return [[path, normal(value, rule.sets?.includes(path) ?? false)]];
  }));
}

function valueAt(properties: JsonObject, [first = '', ...rest]: readonly string[]): Json | undefined {
  const value = properties[first];
  return rest.length === 0 ? value : valueAt(objectOf(value), rest);
}

/** CloudFormation takes the number 1 and the text "1" for the same. */
function normal(value: Json, isSet: boolean): Json {
  if (isList(value)) {
    const items = value.map((item) => normal(item, false));
    return isSet ? [...items].sort((one, other) => (canonical(one) < canonical(other) ? -1 : 1)) : items;
  }
  return isObject(value) ? sortedKeys(mapped(value, (inner) => normal(inner, false))) : String(value);
}

function exportsOf({ Outputs: outputs }: JsonObject, resolver: Resolver): { readonly [name: string]: string } {
  const exported = Object.values(objectOf(outputs)).map(objectOf).filter((output) => output.Export !== undefined);
  return Object.fromEntries(exported.map((output) => [resolver.text(objectOf(output.Export).Name), resolver.text(output.Value)]));
}

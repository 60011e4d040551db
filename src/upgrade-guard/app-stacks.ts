import { readFileSync } from 'fs';
import { join } from 'path';
import { NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { JsonObject, objectOf } from './json';
import { Place } from './lock';

/** A stack of the app as it was synthesized. */
export interface AppStack extends Place {
  /** Its name, or `parent/LogicalId` for a nested one. */
  readonly name: string;
  readonly constructPath: string;
  readonly templatePath: string;
  readonly template: JsonObject;
  /** The stack that a nested one is a part of, and the logical ID under which it stands there. */
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
  return {
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

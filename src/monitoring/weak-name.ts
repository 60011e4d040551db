import { CfnOutput, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { topmost } from '../conventions/stack-order';
import { stackAware } from '../exports/reference';

/** A stack holds 200 outputs, so that several names share one; none of them holds this character. */
const NAMES_PER_OUTPUT = 10;
const SEPARATOR = '|';

/** The names that a stack tells, in the order of asking. */
const NAMES = new WeakMap<Stack, string[]>();

/**
 * The name of a resource that CloudFormation names, for other stacks: an output without export, which holds nothing back. Who reads it is
 * deployed after the resource's stack.
 */
export function weakName(resource: IConstruct, name: string): string {
  const home = Stack.of(resource);
  const publisher = topmost(home);
  const names = NAMES.get(publisher) ?? [];
  NAMES.set(publisher, names);
  const known = names.indexOf(name);
  const at = known < 0 ? names.push(name) - 1 : known;
  const key = `ListBackupWatchedNames${Math.floor(at / NAMES_PER_OUTPUT)}`;
  if (known < 0 && at % NAMES_PER_OUTPUT === 0) {
    new CfnOutput(publisher, key, { value: Lazy.string({ produce: () => names.slice(at, at + NAMES_PER_OUTPUT).join(SEPARATOR) }) });
  }
  const told = Fn.getStackOutput(publisher.stackName, key);
  return stackAware(home, name, Fn.select(at % NAMES_PER_OUTPUT, Fn.split(SEPARATOR, told)));
}

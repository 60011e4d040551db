import { Environment, Stack, Token } from 'aws-cdk-lib';
import { deployAfter, topmost } from '../conventions/stack-order';

/**
 * Creates a stack beside another, `{stack}-{suffix}`, in the same account and Region. It is deployed after the other.
 *
 * @param home the stack that has the name's first part. If it is nested, the outermost stack counts.
 * @param suffix the end of the stack's name.
 * @param description the description in the template.
 */
export function stackBeside(home: Stack, suffix: string, description: string): Stack {
  const parent = topmost(home);
  const stack = new Stack(parent.node.scope ?? parent, `${parent.node.id}-${suffix}`, {
    stackName: `${parent.stackName}-${suffix}`, env: environmentOf(parent), description,
  });
  deployAfter(stack, parent);
  return stack;
}

function environmentOf({ account, region }: Stack): Environment {
  return { account: Token.isUnresolved(account) ? undefined : account, region: Token.isUnresolved(region) ? undefined : region };
}

import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { mayStandElsewhere } from './catalogue-scope';
import { show } from '../stage/refuse';

/** Which construct path holds which name of which kind, by app. */
const NAMES = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Refuses a second resource of the same name in an account and region, in whichever stacks of the app the two stand: the second
 * deployment would fail, or take over what the first made.
 *
 * @param within whether each region of an account may hold one of that name, or the account only one
 */
export function claimPhysicalName(holder: IConstruct, kind: string, name: string, within: 'region' | 'account' = 'region'): void {
  const { root, path } = holder.node;
  const stack = Stack.of(holder);
  const environment = within === 'region' ? stack.environment : `account ${Token.isUnresolved(stack.account) ? 'unknown' : stack.account}`;
  const names = NAMES.get(root) ?? new Map<string, string>();
  NAMES.set(root, names);
  const claim = `${environment} ${kind} ${name}`;
  const other = names.get(claim);
  if (other !== undefined && !mayStandElsewhere(holder)) {
    throw new Error(`The ${kind} ${show(stack.resolve(name))} stands already at ${other}, and would stand again at ${path}: `
      + `${environment} holds one of that name. Use the first one's handle, or another name or stage.`);
  }
  names.set(claim, path);
}

import { CfnResource, Names, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { digest } from './digest';
import { weakName } from './weak-name';
import { stackAware } from '../exports/reference';

/** The name of a resource, for alarms in any stack. */
export interface WatchedName {
  /** What CloudWatch knows it by. */
  readonly value: string;

  /** What people know it by; of a resource that CloudFormation names, what tells it from any other. */
  readonly label: string;
}

const MAX_LABEL = 100;

/** Stacks that hold nothing, by environment: what a value reads like in another stack than its own. */
const ELSEWHERE = new Map<string, Stack>();

/**
 * @param resource the construct that has the name.
 * @param value its name or ID, which can be a token.
 * @param property the property of its CloudFormation resource that would hold the name.
 */
export function watchedName(resource: IConstruct, value: string, property: string): WatchedName {
  const read: unknown = elsewhere(Stack.of(resource)).resolve(value);
  if (typeof read === 'string') return { value, label: short(read) };
  const given = givenName(resource, property);
  const isLocal = refersToItsStack(read);
  if (given !== undefined) return { value: isLocal ? stackAware(Stack.of(resource), value, given) : value, label: short(given) };
  const label = Names.uniqueResourceName(resource, { maxLength: MAX_LABEL, separator: '-', allowedSpecialCharacters: '-' });
  return { value: isLocal ? weakName(resource, value) : value, label };
}

function elsewhere({ environment, account, region }: Stack): Stack {
  const stack = ELSEWHERE.get(environment) ?? new Stack(undefined, undefined, {
    env: { account: Token.isUnresolved(account) ? undefined : account, region: Token.isUnresolved(region) ? undefined : region },
  });
  ELSEWHERE.set(environment, stack);
  return stack;
}

function givenName(resource: IConstruct, property: string): string | undefined {
  const { defaultChild } = resource.node;
  if (!CfnResource.isCfnResource(defaultChild) || !(property in defaultChild)) return undefined;
  const name: unknown = Reflect.get(defaultChild, property);
  return typeof name === 'string' && !Token.isUnresolved(name) ? name : undefined;
}

/** Whether CDK would make an export for another stack that used it, which locks the two stacks to each other. */
function refersToItsStack(read: unknown): boolean {
  return /"Fn::GetAtt":|"Ref":"(?!AWS::)/.test(JSON.stringify(read));
}

function short(name: string): string {
  return name.length <= MAX_LABEL ? name : `${name.slice(0, MAX_LABEL - 9)}-${digest(name)}`;
}

import { CfnOutput, CfnResource, Fn, Lazy, Names, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { digest } from './digest';
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
function weakName(resource: IConstruct, name: string): string {
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

/** The name of a resource, for alarms in any stack. */
export interface WatchedName {
  /** Name of the resource in CloudWatch's metrics. */
  readonly value: string;

  /** Name of the resource for people. If CloudFormation generates the name, a unique label. */
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

/** Returns true if CDK would generate an export for another stack that uses the value, which would lock the two stacks to each other. */
function refersToItsStack(read: unknown): boolean {
  return /"Fn::GetAtt":|"Ref":"(?!AWS::)/.test(JSON.stringify(read));
}

function short(name: string): string {
  return name.length <= MAX_LABEL ? name : `${name.slice(0, MAX_LABEL - 9)}-${digest(name)}`;
}

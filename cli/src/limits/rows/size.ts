import { isList, isObject, objectOf, type Json } from '../../template';

/** Characters that a value which only a deployment knows is taken to have: an ARN of this library has about as many. */
const UNKNOWN = 'x'.repeat(80);
const PSEUDO: Readonly<Record<string, string>> = { 'AWS::AccountId': '123456789012', 'AWS::Region': 'us-west-2', 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };

/** Number of characters of a policy without white space. What only a deployment knows counts as 80 characters. */
export function charactersOf(policy: Json | undefined): number {
  return JSON.stringify(written(policy ?? {})).replace(/\s/g, '').length;
}

/** Number of bytes of a value. What only a deployment knows counts as 80 bytes. */
export function bytesOf(value: Json | undefined): number {
  const known = written(value ?? '');
  return Buffer.byteLength(typeof known === 'string' ? known : JSON.stringify(known));
}

/** The value, with functions that follow from the template alone put in place. */
function written(value: Json): Json {
  if (isList(value)) return value.map(written);
  if (!isObject(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0 || !(key === 'Ref' || key.startsWith('Fn::'))) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, written(inner)]));
  }
  const argument = value[key];
  if (key === 'Ref') return PSEUDO[String(argument as string)] ?? UNKNOWN;
  if (key === 'Fn::Join' && isList(argument)) return joined(argument);
  if (key === 'Fn::Sub') return substituted(isList(argument) ? argument[0] : argument);
  return UNKNOWN;
}

function joined([separator, parts]: readonly Json[]): string {
  return isList(parts) ? parts.map(written).map((part) => typeof part === 'string' ? part : JSON.stringify(part)).join(String(separator as string)) : UNKNOWN;
}

function substituted(text: Json | undefined): string {
  return typeof text === 'string' ? text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => PSEUDO[name] ?? UNKNOWN) : UNKNOWN;
}

/** The statement of `AWS::Lambda::Permission` as the function's policy has it. */
export function statementBytes(properties: Json | undefined): number {
  const { Action, Principal, SourceArn = '', FunctionName = '' } = objectOf(properties);
  const OVERHEAD = 150;
  return OVERHEAD + [Action ?? '', Principal ?? '', SourceArn, FunctionName].reduce((sum: number, part) => sum + bytesOf(part), 0);
}

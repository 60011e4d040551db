import type { Json, JsonObject } from './json';

/** What a type says about the values that others read from its resources. */
export interface Identities {
  /** What `Ref` gives, if it follows from the properties. */
  ref(type: string, properties: JsonObject, scope: Scope): string | undefined;
  /** What `Fn::GetAtt` gives, if it follows from the properties. */
  attribute(type: string, name: string, properties: JsonObject, scope: Scope, ref: string): string | undefined;
}

/** Where a template is deployed and what it is told there. */
export interface Scope {
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  /** What the domain of a service's endpoints ends with. */
  readonly suffix?: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Values that CloudFormation found under the names that parameters of the parameter store hold, by parameter. */
  readonly lookedUp?: Readonly<Record<string, string>>;
  /** Values that a deployment told, by the name of their symbol. */
  readonly observedValues?: Readonly<Record<string, string>>;
  /** The value of an export of another stack, if that stack is known. */
  importValue?(name: string): Json | undefined;
  /** The value of an output of another stack, if that stack is known. */
  stackOutput?(stackName: string, outputName: string): Json | undefined;
}

/** The parts of an environment that follow from its Region. */
export function environmentOf(account: string | undefined, region: string | undefined): Pick<Scope, 'account' | 'region' | 'partition' | 'suffix'> {
  if (region === undefined) return { account };
  const china = region.startsWith('cn-');
  const partition = china ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return { account, region, partition, suffix: china ? 'amazonaws.com.cn' : 'amazonaws.com' };
}

import type { Json, JsonObject } from './json';

/** Functions that return the values that others read from a type's resources. */
export interface Identities {
  /** Returns the value of `Ref`, if it follows from the properties. */
  ref(type: string, properties: JsonObject, scope: Scope): string | undefined;
  /** Returns the value of `Fn::GetAtt`, if it follows from the properties. */
  attribute(type: string, name: string, properties: JsonObject, scope: Scope, ref: string): string | undefined;
}

/** Environment and parameters of a deployed template. */
export interface Scope {
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  /** Domain suffix of the service endpoints. */
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

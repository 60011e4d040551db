import { CliError } from '../../errors';
import { isList, isObject, listOf, objectOf, type Json, type JsonObject, type Template } from '../../template';

/** Output of `aws cloudformation describe-stacks` for a stack. */
export interface StackDescription {
  readonly account?: string;
  readonly region?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  /** Values that CloudFormation last read for parameters of the parameter store. */
  readonly lookedUp: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** States in which CloudFormation takes an update. */
const UPDATABLE = /^((CREATE|UPDATE|IMPORT)_COMPLETE|(UPDATE|IMPORT)_ROLLBACK_COMPLETE)$/;

/** Reads a description: the whole answer, or the one stack in it. */
export function descriptionOf(value: Json, stackName: string, file: string): StackDescription {
  const stacks = isObject(value) && isList(value.Stacks) ? value.Stacks.map(objectOf) : [objectOf(value)];
  const stack = stacks.find((one) => one.StackName === stackName);
  if (!stack) {
    throw CliError.usage(`${file}: describes ${stacks.map((one) => String(one.StackName ?? 'nothing')).join(', ')}, not ${stackName}; expected what "aws cloudformation describe-stacks --stack-name ${stackName}" prints`);
  }
  const status = stack.StackStatus;
  if (typeof status === 'string' && !UPDATABLE.test(status)) {
    throw CliError.usage(`${file}: ${stackName} is ${status}, and CloudFormation updates it only when it is complete; finish or roll back what is under way`);
  }
  const [, , , region, account] = String(stack.StackId ?? '').split(':');
  return {
    ...region ? { region } : {},
    ...account ? { account } : {},
    tags: pairs(stack.Tags, 'Key', 'Value'),
    parameters: pairs(stack.Parameters, 'ParameterKey', 'ParameterValue'),
    lookedUp: pairs(stack.Parameters, 'ParameterKey', 'ResolvedValue'),
    outputs: pairs(stack.Outputs, 'OutputKey', 'OutputValue'),
  };
}

/** Returns the values of resources that a deployed stack's outputs reveal: an output with one `Ref` or `GetAtt` shows its value. */
export function observedValuesOf(template: Template, outputs: Readonly<Record<string, string>>): Record<string, string> {
  const observed: Record<string, string> = {};
  for (const [key, { Value: value }] of Object.entries(template.Outputs)) {
    const said = outputs[key];
    if (said === undefined || !isObject(value)) continue;
    const { Ref: ref, 'Fn::GetAtt': attribute } = value;
    if (typeof ref === 'string') observed[ref] = said;
    else if (typeof attribute === 'string') observed[attribute] = said;
    else if (isList(attribute)) observed[attribute.join('.')] = said;
  }
  return observed;
}

function pairs(list: Json | undefined, key: string, value: string): Record<string, string> {
  return Object.fromEntries(listOf(list).map(objectOf)
    .filter((item: JsonObject) => item[key] !== undefined && item[value] !== undefined)
    .map((item) => [String(item[key] as string), String(item[value] as string)]));
}

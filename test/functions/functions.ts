import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ListBackupFunction, ListBackupFunctionProps, ListBackupRuntime, ListBackupStage } from '../../src';
import { resourcesOfType, TemplateJson } from '../support/synth';

export const MAIN = ListBackupStage.MAIN;

/** Code in the template, so that no test needs a file. */
export const CODE = Code.fromInline('exports.handler = async () => {};');

export function newFunction(stack: Stack, id: string, props: Partial<ListBackupFunctionProps> = {}): ListBackupFunction {
  return new ListBackupFunction(stack, id, { stage: MAIN, runtime: ListBackupRuntime.NODEJS, code: CODE, ...props });
}

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Every function may write its own logs and traces. */
export const ALWAYS_GRANTED = 2;

/** What a function may do beyond its own logs and traces. */
export function grantedTo(template: TemplateJson, logicalId: string): Statement[] {
  const document = template.Resources[`${logicalId}RolePolicy`].Properties.PolicyDocument as { Statement: Statement[] };
  return document.Statement.slice(ALWAYS_GRANTED)
    .map(({ Action, Resource, Condition }) => (Condition === undefined ? { Action, Resource } : { Action, Resource, Condition }));
}

export function variablesOf(template: TemplateJson, logicalId: string): Record<string, unknown> {
  return (template.Resources[logicalId].Properties.Environment as { Variables: Record<string, unknown> }).Variables;
}

/** The only resource of that type. */
export function only(template: TemplateJson, type: string): Record<string, unknown> {
  const found = Object.values(resourcesOfType(template, type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The warnings of a stack, as a person reads them. */
export function warningsOf(stack: Stack): unknown[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data);
}

export const REGION = { Ref: 'AWS::Region' };
export const ACCOUNT = { Ref: 'AWS::AccountId' };

export const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

/** An ARN in the reader's own partition, region and account. */
export const arn = (service: string, rest: string) => joined('arn:', { Ref: 'AWS::Partition' }, `:${service}:`, REGION, ':', ACCOUNT, `:${rest}`);

export const attribute = (logicalId: string, name = 'Arn') => ({ 'Fn::GetAtt': [logicalId, name] });

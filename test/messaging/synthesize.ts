import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { ListBackupStage } from '../../src';

/** Every part takes a stage and options. */
export type Part<P> = new (scope: Construct, id: string, props: P & { readonly stage: ListBackupStage }) => Construct;

export const STAGE = ListBackupStage.of('feature-x');

export function newStack(): Stack {
  return new Stack(new App(), 'Services');
}

/** The template of a stack that holds one part of a stage. `Template.fromStack` refuses resources that wait for each other. */
export function templateOf<P>(part: Part<P>, props: P, stage: ListBackupStage = STAGE): Template {
  const stack = newStack();
  new part(stack, 'Part', { ...props, stage });
  return Template.fromStack(stack);
}

/** The properties of the resource with that logical ID. */
export function properties(template: Template, logicalId: string): Record<string, unknown> {
  return resource(template, logicalId).Properties as Record<string, unknown>;
}

export function resource(template: Template, logicalId: string): Record<string, unknown> {
  const found = template.toJSON().Resources[logicalId];
  if (!found) throw new Error(`the template has no ${logicalId}`);
  return found;
}

/** Logical IDs by type. */
export function idsOf(template: Template, type: string): string[] {
  return Object.keys(template.findResources(type)).sort();
}

/** An ARN in the reader's own partition, region and account. */
export function arn(service: string, rest: string): unknown {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:${rest}`]] };
}

/** The parts of a CloudFormation template that are read or edited here. */
export interface Template {
  Resources?: Record<string, Resource>;
  Outputs?: Record<string, Output>;
  [section: string]: unknown;
}

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  [attribute: string]: unknown;
}

export interface Output {
  Value: unknown;
  Export?: { Name: unknown };
  [attribute: string]: unknown;
}

/** A template, and the name of the stack that it is of. */
export interface StackTemplate {
  readonly stackName: string;
  readonly template: Template;
}

import { App, Environment, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** A resource as it stands in a template. */
export interface TemplateResource {
  readonly Type: string;
  // A template is JSON of any shape; tests read it by path.
  readonly Properties: Record<string, never>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: string | string[];
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

export interface TemplateJson {
  readonly Resources: Record<string, TemplateResource>;
  readonly Outputs: Record<string, TemplateOutput>;
}

export const MAIN_ENV: Environment = { account: '123456789012', region: 'us-west-2' };

export function newStack(props: StackProps = {}): Stack {
  return new Stack(new App(), 'Consumer', props);
}

export function templateOf(stack: Stack): TemplateJson {
  const json = Template.fromStack(stack).toJSON();
  return { Resources: json.Resources ?? {}, Outputs: json.Outputs ?? {} };
}

/** The template of a stack of the consumer's own that holds what the function makes. */
export function synth(make: (stack: Stack) => void, props: StackProps = { env: MAIN_ENV }): TemplateJson {
  const stack = newStack(props);
  make(stack);
  return templateOf(stack);
}

export function resourcesOfType(template: TemplateJson, type: string): Record<string, TemplateResource> {
  return Object.fromEntries(Object.entries(template.Resources).filter(([, resource]) => resource.Type === type));
}

/** Key of each output → name under which it is exported. */
export function exportsOf(template: TemplateJson): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(template.Outputs).map(([key, output]) => [key, output.Export?.Name]));
}

/** The tags of a resource, whether it takes a list or a map. */
export function tagsOf(resource: TemplateResource): Record<string, string> {
  const properties = resource.Properties as Record<string, unknown>;
  const tags = properties.Tags ?? properties.UserPoolTags ?? properties.IdentityPoolTags ?? {};
  return Array.isArray(tags)
    ? Object.fromEntries(tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]))
    : tags as Record<string, string>;
}

/** `UpdateReplacePolicy` beside a deletion policy: it knows no `RetainExceptOnCreate`, since an update never rolls back a creation. */
export const replacePolicyOf = (deletionPolicy: string): string => (deletionPolicy === 'RetainExceptOnCreate' ? 'Retain' : deletionPolicy);

import {
  DescribeStackResourcesCommand, DescribeStacksCommand, GetTemplateCommand, ListExportsCommand, ListImportsCommand, type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import { descriptionOf, observedValuesOf } from './description';
import { parseText, templateOf, withoutCycle, type Json } from '../../template';
import type { StackState } from '../state/stage-state';

/** Returns a stack as it is deployed; `undefined` if it doesn't exist. */
export async function stackOf(client: CloudFormationClient, name: string): Promise<StackState | undefined> {
  const description = await orNothing(async () => client.send(new DescribeStacksCommand({ StackName: name })), /does not exist/);
  // A stack of which only a change set exists has no template yet.
  if (!description || description.Stacks?.[0]?.StackStatus === 'REVIEW_IN_PROGRESS') return undefined;
  const { TemplateBody: body = '' } = await client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' }));
  const template = withoutCycle(templateOf(parseText(body, name), name), name);
  const { outputs, ...described } = descriptionOf(JSON.parse(JSON.stringify({ Stacks: description.Stacks ?? [] })) as Json, name, name);
  return { name, template, ...described, tagsKnown: true, observedValues: observedValuesOf(template, outputs) };
}

/** The stack that owns a physical name, if one does. */
export async function ownerOf(client: CloudFormationClient, physicalId: string): Promise<string | undefined> {
  const answer = await orNothing(async () => client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId })), /does not exist/);
  return answer?.StackResources?.find(({ PhysicalResourceId: id, ResourceStatus: status }) => id === physicalId && status !== 'DELETE_COMPLETE')?.StackName;
}

/** The exports of a Region, each with the stacks that import it. */
export async function importersOf(client: CloudFormationClient): Promise<ReadonlyMap<string, readonly string[]>> {
  const importers = new Map<string, readonly string[]>();
  for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
    const page = await client.send(new ListExportsCommand(token === undefined ? {} : { NextToken: token }));
    for (const { Name: name } of page.Exports ?? []) if (name !== undefined) importers.set(name, await importersOfOne(client, name));
    token = page.NextToken;
  }
  return importers;
}

async function importersOfOne(client: CloudFormationClient, name: string): Promise<readonly string[]> {
  const stacks: string[] = [];
  for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
    const page = await orNothing(async () => client.send(new ListImportsCommand({ ExportName: name, ...token === undefined ? {} : { NextToken: token } })), /not imported by any stack/);
    stacks.push(...page?.Imports ?? []);
    token = page?.NextToken;
  }
  return stacks;
}

/** CloudFormation says that something is not there by a validation error. */
async function orNothing<T>(ask: () => Promise<T>, expected: RegExp): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (expected.test(String((error as Error).message))) return undefined;
    throw error;
  }
}

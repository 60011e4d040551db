import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient, CreateStackCommand, DeleteStackCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import type { Plan } from '../../plan/plan';
import type { EditableResource, StackTemplate } from '../../template';
import { readSnapshot } from '../proof/snapshot';
import type { ClientOf, Found } from '../test-data';

const WITHIN_SECONDS = 60;

/** Returns the resources that exist outside of all stacks, as one template per stack that will import them. */
export function outsideOf({ steps, adoptions }: Plan): readonly StackTemplate[] {
  const state = steps.find(({ kind }) => kind === 'import')?.state;
  const own = adoptions.adoptions.filter(({ from }) => from === undefined);
  return [...new Set(own.map(({ stack }) => stack))].map((stackName) => ({
    stackName,
    template: {
      Resources: Object.fromEntries(own.filter(({ stack }) => stack === stackName).flatMap(({ logicalId }): [string, EditableResource][] => {
        const definition = state?.get(stackName)?.template.Resources[logicalId];
        return definition ? [[logicalId, structuredClone(definition) as EditableResource]] : [];
      })),
    },
  }));
}

/** Makes what exists outside every stack: a stack makes it, and is deleted while it retains everything. */
export async function makeOutside({ stackName, template }: StackTemplate, region: string, clientOf: ClientOf): Promise<readonly Found[]> {
  if (Object.keys(template.Resources ?? {}).length === 0) return [];
  const client = new CloudFormationClient(clientOf(region));
  const StackName = `listbackup-rehearsal-${randomUUID()}`;
  const waiting = { client, maxWaitTime: WITHIN_SECONDS, minDelay: 0.1, maxDelay: 1 };
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  await waitUntilStackCreateComplete(waiting, { StackName });
  const { resources } = await readSnapshot([{ name: StackName, region }], clientOf);
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(waiting, { StackName });
  return [...resources.values()].map((found) => ({ ...found, stack: stackName }));
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { expect } from './check';
import type { ClientConfig } from '../../session';
import type { EditableTemplate } from '../../template';

const POLL_MS = 100;
const WITHIN_MS = 10_000;

/** A stack of our own, which stands for the moment, as one of somebody else's. */
export interface OwnStack {
  /** @returns its outputs */
  readonly create: () => Promise<Readonly<Record<string, string>>>;
  readonly delete: () => Promise<void>;
}

export function ownStack(config: ClientConfig, template: EditableTemplate): OwnStack {
  const client = new CloudFormationClient(config);
  const StackName = `listbackup-up-${randomUUID()}`;
  return {
    create: async () => {
      await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM'] }));
      const { StackStatus, StackStatusReason, Outputs = [] } = await settled(client, StackName);
      expect(StackStatus === 'CREATE_COMPLETE', `the stack ended as ${StackStatus}: ${StackStatusReason}`);
      return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
    },
    delete: async () => { await client.send(new DeleteStackCommand({ StackName })); },
  };
}

async function settled(client: CloudFormationClient, StackName: string): Promise<Stack> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    expect(stack !== undefined, 'the stack is gone');
    if (!stack.StackStatus?.endsWith('IN_PROGRESS') || Date.now() > until) return stack;
    await sleep(POLL_MS);
  }
}

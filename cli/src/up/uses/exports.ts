import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { expect, type Use } from './use';
import type { StackTemplate } from '../../assembly';

const POLL_MS = 100;
const WITHIN_MS = 10_000;

/** The exports that the templates promise, listed and imported. */
export function exportsOf(stacks: readonly StackTemplate[]): Use {
  const promised = stacks.flatMap(({ template }) => Object.values(template.Outputs ?? {})).flatMap(({ Export }) => Export ? [Export.Name] : [])
    .filter((name) => typeof name === 'string');
  return {
    name: 'exports',
    needs: [],
    prepare: (deployed) => {
      const [imported] = promised;
      if (imported === undefined) return { checks: [] };
      const found = deployed.exports.find(({ name }) => name === imported);
      const client = found && new CloudFormationClient(deployed.client(found.region));
      const StackName = `listbackup-up-${randomUUID()}`;
      return {
        checks: [
          {
            name: 'every export of the templates is listed',
            run: async () => {
              const values = new Map(deployed.exports.map(({ name, value }) => [name, value]));
              const missing = promised.filter((name) => !values.get(name));
              expect(missing.length === 0, `not listed, or without a value: ${missing.join(', ')}`);
              return `${promised.length} exports`;
            },
          },
          {
            name: 'a second stack reads one with Fn::ImportValue',
            run: async () => {
              expect(found !== undefined && client !== undefined, `${imported} is not listed`);
              await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(importing(imported)) }));
              const stack = await settled(client, StackName);
              expect(stack.StackStatus === 'CREATE_COMPLETE', `the stack ended as ${stack.StackStatus}: ${stack.StackStatusReason}`);
              const read = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'Read')?.OutputValue;
              expect(read === found.value, `${imported} is ${found.value}, and was read as ${read}`);
              return imported;
            },
          },
        ],
        cleanUp: async () => { await client?.send(new DeleteStackCommand({ StackName })); },
      };
    },
  };
}

/** A stack whose one resource has the imported value. */
function importing(name: string): object {
  return {
    Resources: { Reader: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { 'Fn::ImportValue': name } } } },
    Outputs: { Read: { Value: { 'Fn::GetAtt': ['Reader', 'Value'] } } },
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

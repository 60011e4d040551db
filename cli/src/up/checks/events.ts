import { randomUUID } from 'node:crypto';
import {
  DescribeRuleCommand, EventBridgeClient, PutEventsCommand, PutTargetsCommand, RemoveTargetsCommand, type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { DeleteMessageCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, type CheckGroup } from './check';
import { createEventQueue } from './event-queue';

const TARGET_ID = 'listbackup-up';
const WITHIN_MS = 5_000;

/** A rule, and an event that it should match. */
interface RuleProbe {
  readonly rule: string;
  readonly source: string;
  readonly detailType: string;
}

export const events: CheckGroup = {
  name: 'events',
  needs: ['eventbridge.EventBusName', 'eventbridge.JobEventsRuleName'],
  prepare: (deployed) => {
    const { value: EventBusName, region } = deployed.get('eventbridge.EventBusName');
    const client = new EventBridgeClient(deployed.client(region));
    const sqs = new SQSClient({ ...deployed.client(region), useQueueUrlAsEndpoint: false });
    const rules = deployed.keys('eventbridge', /EventsRuleName$/).map((key) => deployed.get(`eventbridge.${key}`).value);
    const id = randomUUID();
    let queueUrl: string | undefined;
    let probes: RuleProbe[] = [];

    /** The queue is a target of every rule, so it holds each event once for each rule that matched. */
    const listen = async () => {
      const queue = await createEventQueue(sqs, `listbackup-up-${id}`);
      queueUrl = queue.url;
      probes = await Promise.all(rules.map(async (rule) => {
        await client.send(new PutTargetsCommand({ EventBusName, Rule: rule, Targets: [{ Id: TARGET_ID, Arn: queue.arn }] }));
        const { EventPattern = '{}' } = await client.send(new DescribeRuleCommand({ EventBusName, Name: rule }));
        const pattern = JSON.parse(EventPattern) as { 'source'?: string[]; 'detail-type'?: string[] };
        return { rule, source: pattern.source?.[0] ?? '', detailType: pattern['detail-type']?.[0] ?? '' };
      }));
    };
    const publish = async (published: readonly Pick<RuleProbe, 'source' | 'detailType'>[]) => {
      const Entries = published.map(({ source, detailType }): PutEventsRequestEntry => (
        { EventBusName, Source: source, DetailType: detailType, Detail: JSON.stringify({ id }) }));
      const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
      expect(FailedEntryCount === 0, `the bus refused ${FailedEntryCount} of ${Entries.length} events`);
    };

    return {
      checks: [
        {
          name: 'each rule delivers an event of its pattern',
          run: async () => {
            await listen();
            await publish(probes);
            const received = await receive(sqs, queueUrl, probes.length);
            for (const { rule, detailType } of probes) {
              const times = received.filter((type) => type === detailType).length;
              expect(times === 1, `rule ${rule} should have delivered "${detailType}" once; it arrived ${times} times`);
            }
            return `${probes.length} rules`;
          },
        },
        {
          name: 'an event that no rule matches is not delivered',
          run: async () => {
            const [known] = probes;
            expect(known !== undefined, 'no rule');
            // The bus may refuse sources that no rule knows.
            const strangers = [
              { source: known.source, detailType: 'No Such Thing' },
              ...probes.filter(({ source }) => source !== known.source).slice(0, 1).map(({ source }) => ({ source, detailType: known.detailType })),
            ];
            // The known one comes last: once it is here, the others would be.
            await publish([...strangers, known]);
            const received = await receive(sqs, queueUrl, 1);
            expect(received.length === 1 && received[0] === known.detailType, `delivered: ${received.join(', ')}`);
          },
        },
      ],
      cleanUp: async () => {
        await Promise.all(rules.map(async (Rule) => client.send(new RemoveTargetsCommand({ EventBusName, Rule, Ids: [TARGET_ID] }))));
        await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
      },
    };
  },
};

/** The detail types of the events that arrive, at least so many, and all that are there then. */
async function receive(sqs: SQSClient, QueueUrl: string | undefined, atLeast: number): Promise<string[]> {
  const received: string[] = [];
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }));
    for (const { Body = '{}', ReceiptHandle } of Messages) {
      received.push((JSON.parse(Body) as { 'detail-type': string })['detail-type']);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    if (Messages.length === 0 && (received.length >= atLeast || Date.now() > until)) return received;
  }
}

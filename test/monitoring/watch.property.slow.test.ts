import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { alarmsIn, alone } from './monitored';
import { templateOf } from '../support/synth';

/** Three fifths of CloudFormation's limits. */
const MOST_RESOURCES = 300;
const MOST_CHARACTERS = 600_000;

/** How many alarms each kind has, from the specification: throttles and errors; backlog and age; errors and throttles (an imported one's timeout is unknown); three of the API. */
const KINDS = {
  table: { alarms: 2, make: (scope: Construct, name: string) => Table.fromTableName(scope, name, name) },
  queue: { alarms: 2, make: (scope: Construct, name: string) => Queue.fromQueueArn(scope, name, `arn:aws:sqs:us-west-2:123456789012:${name}`) },
  function: { alarms: 2, make: (scope: Construct, name: string) => Function.fromFunctionArn(scope, name, `arn:aws:lambda:us-west-2:123456789012:function:${name}`) },
  api: { alarms: 3, make: (scope: Construct, name: string) => HttpApi.fromHttpApiAttributes(scope, name, { httpApiId: name }) },
} as const;

type Kind = keyof typeof KINDS;
interface Resource { readonly kind: Kind; readonly name: string }

const kinds = Object.keys(KINDS) as Kind[];
const resource = fc.record({ kind: fc.constantFrom(...kinds), name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{2,60}$/) });
const resources = (maxLength: number, minLength = 0) => fc.uniqueArray(resource, { minLength, maxLength, selector: ({ kind, name }) => `${kind}${name}` });

/** Which stack holds which alarm. */
function placesOf(wanted: readonly Resource[]) {
  const { monitoring, consumer } = alone();
  wanted.forEach(({ kind, name }, at) => monitoring.watch(KINDS[kind].make(new Construct(consumer, `s${at}`), name)));
  return { stacks: monitoring.watchStacks, places: new Map(alarmsIn(monitoring.watchStacks).map(({ name, stack }) => [name, stack])) };
}

test('any set is watched once, within the limits', () => {
  fc.assert(fc.property(resources(400, 1), (wanted) => {
    const { stacks, places } = placesOf(wanted);
    const names = alarmsIn(stacks).map(({ name }) => name);
    expect(names).toHaveLength(wanted.reduce((sum, { kind }) => sum + KINDS[kind].alarms, 0));
    expect(places.size).toBe(names.length);

    const summaries = alarmsIn(stacks, 'AWS::CloudWatch::CompositeAlarm').map(({ name }) => name);
    expect(new Set(summaries).size).toBe(summaries.length);
    for (const stack of stacks) {
      const template = templateOf(stack);
      expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(MOST_RESOURCES);
      expect(JSON.stringify(template, undefined, 1).length).toBeLessThanOrEqual(MOST_CHARACTERS);
      const rules = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::CompositeAlarm').map(({ Properties }) => String(Properties.AlarmRule));
      const named = rules.flatMap((rule) => rule.split(' OR '));
      expect(named.sort()).toEqual(alarmsIn([stack]).map(({ name }) => `ALARM("${name}")`).sort());
      for (const rule of rules) {
        expect(rule.length).toBeLessThanOrEqual(10_240);
        expect(rule.split(' OR ').length).toBeLessThanOrEqual(100);
      }
    }
  }), { numRuns: 4 });
});

test('where an alarm stands does not depend on the order of calls', () => {
  fc.assert(fc.property(resources(300, 200), fc.infiniteStream(fc.nat()), (wanted, order) => {
    const drawn = wanted.map((each) => ({ each, at: order.next().value as number }));
    const shuffled = drawn.sort((one, other) => one.at - other.at).map(({ each }) => each);
    expect([...placesOf(shuffled).places].sort()).toEqual([...placesOf(wanted).places].sort());
  }), { numRuns: 1 });
});

test('a further resource moves no alarm, but for those of a stack that is full, into one that is deployed later', () => {
  fc.assert(fc.property(resources(250, 50), resources(40, 1), (before, further) => {
    const names = new Set(before.map(({ kind, name }) => `${kind}${name}`));
    const old = placesOf(before);
    const { stacks, places } = placesOf([...further.filter(({ kind, name }) => !names.has(`${kind}${name}`)), ...before]);
    const known = old.stacks.map(({ stackName }) => stackName);
    expect(stacks.map(({ stackName }) => stackName)).toEqual(expect.arrayContaining(known));
    for (const [name, stack] of old.places) {
      const now = places.get(name);
      if (now === stack) continue;
      expect(known).not.toContain(now);
      const later = stacks.find(({ stackName }) => stackName === now);
      expect(later?.dependencies.map(({ stackName }) => stackName)).toContain(stack);
    }
  }), { numRuns: 2 });
});

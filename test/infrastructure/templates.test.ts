import { App, Stack } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';
import { MAIN_ENV, templateOf } from '../support/synth';

/** The stacks whose templates are kept whole; those with tables, queues, buckets, events and users are kept with each release, in `test/golden`. */
const KEPT = /-(domains|ses|edge-certificate|edge|edge-logs)-|^listbackup-api-gateway-/;

const keptOf = (name: string): Stack[] => new ListBackupInfrastructure(new App(), 'ListBackup', {
  stage: ListBackupStage.of(name),
  env: MAIN_ENV,
  hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
}).stacks.filter(({ stackName }) => KEPT.test(stackName));

/**
 * Whatever changes here changes on every deployed stage. Facts have tests of their own, written from the specification; this one shows what
 * nobody meant to change. No test run rewrites it.
 */
// Development has no edge unless it is asked for one.
test.each([['main', 6], ['staging', 6], ['dev', 3]])('the templates of domains, e-mail, API and edge of %s', (name, count) => {
  const stacks = keptOf(name);
  expect(stacks).toHaveLength(count);
  for (const stack of stacks) expect(templateOf(stack)).toMatchSnapshot(stack.stackName);
});

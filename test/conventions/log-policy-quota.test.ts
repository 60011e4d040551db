import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { countLogPolicy } from '../../src/conventions';

function policies(stack: Stack, count: number): void {
  for (let i = 0; i < count; i += 1) countLogPolicy(new CfnResourcePolicy(stack, `Policy${i}`, { policyName: `p${i}`, policyDocument: '{}' }));
}

function warned(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('listbackup-infrastructure:logResourcePolicyQuota')).map(({ id }) => id);
}

test('an account and region holds ten, and the eleventh is warned of', () => {
  const app = new App();
  const env = { account: '123456789012', region: 'us-west-2' };
  const [one, two] = [new Stack(app, 'One', { env }), new Stack(app, 'Two', { env })];
  policies(one, 6);
  policies(two, 5);
  expect(warned(one)).toEqual([]);
  expect(warned(two)).toEqual(['/Two/Policy4']);
});

test('environments and apps are counted apart', () => {
  const app = new App();
  const west = new Stack(app, 'West', { env: { account: '123456789012', region: 'us-west-2' } });
  const east = new Stack(app, 'East', { env: { account: '123456789012', region: 'us-east-1' } });
  const elsewhere = new Stack(new App(), 'West', { env: { account: '123456789012', region: 'us-west-2' } });
  for (const stack of [west, east, elsewhere]) policies(stack, 10);
  for (const stack of [west, east, elsewhere]) expect(warned(stack)).toEqual([]);
});

import { Duration, TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { attribute, newFunction } from './functions';
import { ListBackupScheduler } from '../../src';
import { newStack, synth } from '../support/synth';

const EVERY_HOUR = ScheduleExpression.rate(Duration.hours(1));

describe('a function on schedule', () => {
  const template = synth((stack) => {
    const fn = newFunction(stack, 'Cleanup', { service: 'listbackup-jobs' });
    fn.onSchedule(ScheduleExpression.cron({ minute: '0', hour: '3', timeZone: TimeZone.EUROPE_BERLIN }), { input: '{"dryRun":true}', flexibleWindow: Duration.minutes(15) });
    fn.onSchedule(EVERY_HOUR, { name: 'hourly', enabled: false });
    fn.onSchedule(EVERY_HOUR, { scheduler: ListBackupScheduler.RULE });
  });
  const { Resources } = template;

  test('is called by EventBridge Scheduler, with the stage\'s queue for what can\'t be delivered', () => {
    expect(Resources.CleanupFunctionSchedule1.Properties).toMatchObject({
      Name: 'listbackup-jobs-main-cleanup',
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      Target: {
        Arn: attribute('CleanupFunction'),
        RoleArn: attribute('CleanupFunctionSchedulerRole'),
        Input: '{"dryRun":true}',
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        DeadLetterConfig: { Arn: expect.anything() },
      },
    });
    expect(JSON.stringify(Resources.CleanupFunctionSchedule1)).toContain('listbackup-events-dlq-main');
    expect(Resources.CleanupFunctionSchedule2.Properties).toMatchObject({ Name: 'hourly', State: 'DISABLED', ScheduleExpression: 'rate(1 hour)' });
  });

  test('or by a rule, which may call it', () => {
    expect(Resources.CleanupFunctionScheduleRule3.Properties).toMatchObject({
      Name: 'listbackup-jobs-main-cleanup-3', ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: attribute('CleanupFunction'), Id: 'cleanupSchedule' }],
    });
    expect(Resources.CleanupFunctionScheduleRulePermission3.Properties).toMatchObject({
      Principal: 'events.amazonaws.com', SourceArn: attribute('CleanupFunctionScheduleRule3'),
    });
  });

  test('the scheduler\'s role may call the function and send to that queue, and nothing else', () => {
    interface Policy { readonly Statement: readonly { readonly Action: string }[] }
    const document = Resources.CleanupFunctionSchedulerRolePolicy.Properties.PolicyDocument as Policy;
    expect(document.Statement.map(({ Action }) => Action).sort()).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
  });
});

test.each([
  ['a time zone', ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_BERLIN }), {}, /UTC/],
  ['one call', ScheduleExpression.at(new Date(Date.UTC(2190, 0, 1))), {}, /one-time/],
  ['a flexible window', EVERY_HOUR, { flexibleWindow: Duration.minutes(5) }, /flexibleWindow/],
])('a rule with %s is refused', (_, schedule, options, message) => {
  const fn = newFunction(newStack(), 'Cleanup');
  expect(() => fn.onSchedule(schedule, { scheduler: ListBackupScheduler.RULE, ...options })).toThrow(message);
});

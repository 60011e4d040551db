import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { newFunction, warningsOf } from './functions';
import { ANY_VALUE, refusal } from '../support/refusal';
import { newStack } from '../support/synth';

const scheduled = (expression: string) => () => newFunction(newStack(), 'Nightly').onSchedule(ScheduleExpression.expression(expression));

test.each([
  'rate(1 minute)', 'rate(5 minutes)', 'rate(1 hour)', 'rate(7 days)', 'cron(0 6 * * ? *)', 'cron(0/15 8-17 ? * MON-FRI *)', 'cron(0 0 L * ? *)',
  'cron(0 0 29 2 ? *)', 'cron(0 0 ? * 6#3 *)', 'cron(30 4 1,15 JAN,JUL ? *)', 'cron(0 0 15W * ? *)', 'cron(0 12 31 1-3 ? *)', 'at(2190-01-31T06:00:00)',
])('%s is accepted', (expression) => {
  expect(scheduled(expression)).not.toThrow();
});

test.each([
  ['rate(0 minutes)', /never fires/],
  ['rate(1 minutes)', /singular/],
  ['rate(5 minute)', /singular/],
  ['rate(5 weeks)', /minutes, hours or days/],
  ['cron(0 0 30 2 ? *)', /never fires.* day 30/],
  ['cron(0 0 31 4,6,9,11 ? *)', /never fires/],
  ['cron(0 0 29 2 ? 2190)', /never fires/],
  ['cron(0 0 * * * *)', refusal('schedule', ANY_VALUE, 'must have "?" for exactly one of the days, of the month or of the week')],
  ['cron(0 0 ? * ? *)', refusal('schedule', ANY_VALUE, 'must have "?" for exactly one of the days, of the month or of the week')],
  ['cron(60 0 * * ? *)', refusal('schedule', 'cron(60 0 * * ? *)', 'must have "*" or values from 0 to 59, with "," "-" and "/", as the minute, which is "60"')],
  ['cron(0 0 * 13 ? *)', refusal('schedule', 'cron(0 0 * 13 ? *)', 'must have "*" or values from 1 to 12, with "," "-" and "/", as the month, which is "13"')],
  ['cron(0 0 ? * 0 *)', refusal('schedule', 'cron(0 0 ? * 0 *)', 'must have "*" or values from 1 to 7, with "," "-" and "/", as the day of the week, which is "0"')],
  ['cron(0 6 * * ?)', refusal('schedule', 'cron(0 6 * * ?)', 'must have six cron fields (minutes, hours, day of the month, month, day of the week, year), and has 5')],
  ['cron(5-1 6 * * ? *)', refusal('schedule', 'cron(5-1 6 * * ? *)', 'must have "*" or values from 0 to 59, with "," "-" and "/", as the minute, which is "5-1"')],
  ['at(2190-02-30T06:00:00)', /date and a time that exist/],
  ['at(tomorrow)', /date and a time that exist/],
  ['every day', /rate\(…\), cron\(…\) or at\(…\)/],
])('%s is refused', (expression, message) => {
  expect(scheduled(expression)).toThrow(message);
});

test.each(['cron(0 0 1 1 ? 1999)', 'at(1999-12-31T06:00:00)'])('%s is past, which synthesis warns of', (expression) => {
  const stack = newStack();
  newFunction(stack, 'Once').onSchedule(ScheduleExpression.expression(expression));
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/never fires again.*scheduleInThePast/s)]);
});

test('a rate of CDK\'s own', () => {
  expect(() => newFunction(newStack(), 'Nightly').onSchedule(ScheduleExpression.rate(Duration.minutes(90)))).not.toThrow();
});

import type { StackActivity } from '@aws-cdk/toolkit-lib';
import { progress } from '../../src/session/progress';
import { terminal } from '../../src/session/terminal';

function activity(LogicalResourceId: string, ResourceStatus: string, ResourceStatusReason?: string): StackActivity {
  return {
    deployment: 'deployment',
    event: {
      StackName: 'stack',
      StackId: 'stack-id',
      EventId: 'event',
      Timestamp: new Date(0),
      LogicalResourceId,
      PhysicalResourceId: LogicalResourceId === 'stack' ? 'stack-id' : LogicalResourceId,
      ResourceType: LogicalResourceId === 'stack' ? 'AWS::CloudFormation::Stack' : 'AWS::SQS::Queue',
      ResourceStatus: ResourceStatus as 'CREATE_COMPLETE',
      ResourceStatusReason,
    },
    progress: { total: 3, completed: 0, formatted: '' },
  };
}

function shown(isTTY: boolean) {
  const written: string[] = [];
  const screen = terminal({ isTTY, columns: 40, write: (text) => written.push(text) }, { NO_COLOR: '1' });
  return { screen, written, shows: progress(screen) };
}

test('a line for each resource that is done, where it is no terminal', () => {
  const { shows, written } = shown(false);
  shows.onStackStart({ stackName: 'stack', changes: 2 });
  shows.onActivity(activity('Sync', 'CREATE_IN_PROGRESS'));
  shows.onActivity(activity('Sync', 'CREATE_COMPLETE'));
  shows.onActivity(activity('Sync', 'CREATE_COMPLETE'));
  shows.onActivity(activity('Alert', 'CREATE_COMPLETE'));
  shows.onActivity(activity('stack', 'CREATE_COMPLETE'));
  shows.onStackEnd('stack');
  expect(written.join('')).toBe([
    '  stack  1/2  AWS::SQS::Queue Sync\n', '  stack  1/2  AWS::SQS::Queue Sync\n', '  stack  2/2  AWS::SQS::Queue Alert\n', '  stack  2 resources\n',
  ].join(''));
});

test('one line per stack, replaced and cut to the width, on a terminal', () => {
  const { shows, written } = shown(true);
  shows.onStackStart({ stackName: 'stack', changes: 2 });
  shows.onActivity(activity('Sync', 'CREATE_COMPLETE'));
  shows.onActivity(activity('AQueueWithAVeryLongName', 'CREATE_COMPLETE'));
  shows.onStackEnd('stack');
  const again = '\x1b[1A\x1b[2K';
  expect(written.join('')).toBe([
    '  stack  ░░░░░░░░░░░░░░░░    0/2\n',
    `${again}  stack  ████████░░░░░░░░    1/2  AWS:…\n`,
    `${again}  stack  ████████████████    2/2  AWS:…\n`,
    again, '✔ stack  ████████████████    2/2\n',
  ].join(''));
});

test('failures are shown and kept; what was cancelled because of them is no cause', () => {
  const { shows, written } = shown(false);
  shows.onActivity(activity('Sync', 'CREATE_FAILED', 'Resource creation cancelled'));
  shows.onActivity(activity('Alert', 'CREATE_FAILED', 'no such thing'));
  expect(shows.failures).toEqual(['stack: AWS::SQS::Queue Alert CREATE_FAILED: no such thing']);
  expect(written.join('').match(/\n/g)).toHaveLength(2);
});

import { FIXTURE_APP, NOTHING, RunningCommand } from '../helpers/command';

describe('stopped in the middle', () => {
  const DEPLOYING = /AWS::DynamoDB::Table/;

  test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('by %s', async (signal, exitCode) => {
    const run = RunningCommand.start(['up', '--app', FIXTURE_APP]);
    await run.written(DEPLOYING);
    run.signal(signal);
    const { code, stderr } = await run.done;
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: `\nlistbackup: stopped by ${signal}\n` });
    expect(await run.leftovers()).toEqual(NOTHING);
  });

  test('by SIGINT while the app synthesizes', async () => {
    const run = RunningCommand.start(['up', '--app', 'echo $$ > "$TMPDIR/started"; sleep 60']);
    await run.created('started');
    run.signal('SIGINT');
    expect((await run.done).code).toBe(130);
    expect(await run.leftovers()).toEqual(NOTHING);
  });

  test.each([
    ['while the app synthesizes', 'echo $$ > "$TMPDIR/started"; sleep 60', undefined],
    ['while it deploys', FIXTURE_APP, DEPLOYING],
  ])('by SIGKILL %s', async (_, app, pattern) => {
    const run = RunningCommand.start(['up', '--app', app]);
    await (pattern ? run.written(pattern) : run.created('started'));
    run.signal('SIGKILL');
    expect((await run.done).signal).toBe('SIGKILL');
    expect(await run.leftovers()).toEqual(NOTHING);
  });
});

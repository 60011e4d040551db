import { targetOf } from '../../src/session/target';
import { stageOf } from '../../src/up/stage';

describe('account and regions', () => {
  test('where the stacks leave them open', () => {
    expect(targetOf([{}, {}])).toEqual({ account: '123456789012', regions: ['us-west-2'] });
  });

  test('where the stacks say them, the first stack\'s region first', () => {
    expect(targetOf([{ account: '210987654321', region: 'us-west-2' }, { account: '210987654321', region: 'us-east-1' }, { account: '210987654321', region: 'us-west-2' }]))
      .toEqual({ account: '210987654321', regions: ['us-west-2', 'us-east-1'] });
  });

  test('several accounts are refused', () => {
    expect(() => targetOf([{ account: '210987654321' }, {}])).toThrow('the stacks are for several accounts (210987654321, 123456789012)');
  });
});

describe('stage', () => {
  const stacks = (...stages: string[]) => [{
    stackName: 'stack',
    template: { Outputs: Object.fromEntries(stages.map((stage) => [stage, { Value: '', Export: { Name: `listbackup-infrastructure-sqs-${stage}-Key` } }])) },
  }];

  test.each([
    [stacks('main'), undefined, 'main'],
    [stacks('main'), 'main', 'main'],
    [stacks('dev', 'main'), 'main', 'main'],
    [stacks(), 'main', undefined],
    [stacks(), undefined, undefined],
  ])('%# is found', (found, wanted, stage) => {
    expect(stageOf(found, wanted)).toBe(stage);
  });

  test('one that is not there, and none where there are several', () => {
    expect(() => stageOf(stacks('dev', 'main'), 'staging')).toThrow('up: the assembly holds no stage "staging": it holds dev, main');
    expect(() => stageOf(stacks('dev', 'main'))).toThrow('up: the assembly holds the stages dev, main: say which one with --stage');
  });
});

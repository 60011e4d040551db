import { Aws } from 'aws-cdk-lib';
import { ListBackupStage, ListBackupStageKind } from '../../src';

test('a standby is the same stage, for another region', () => {
  const standby = ListBackupStage.of('prod').asStandbyFor('us-west-2');
  expect(standby).toMatchObject({ stageName: 'prod', kind: ListBackupStageKind.PRODUCTION, isProduction: true, standbyFor: 'us-west-2' });
  expect(ListBackupStage.of('prod').standbyFor).toBeUndefined();
});

test.each(['us-east-1', 'ap-southeast-4', 'us-gov-west-1', 'cn-northwest-1'])('%s is a region', (region) => {
  expect(ListBackupStage.MAIN.asStandbyFor(region).standbyFor).toBe(region);
});

test.each([['', '""'], ['Oregon', '"Oregon"'], ['us-west', '"us-west"'], ['us-west-2b', '"us-west-2b"'], ['US-WEST-2', '"US-WEST-2"'], [undefined, 'undefined'], [Aws.REGION, '"a token"']])(
  '%j is none', (region, shown) => {
    expect(() => ListBackupStage.MAIN.asStandbyFor(region as string))
      .toThrow(`standbyFor must be the code of an AWS Region, known at synthesis, but got ${shown}. For example: "us-west-2".`);
  });

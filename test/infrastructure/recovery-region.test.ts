import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupStage } from '../../src';
import { MAIN_ENV, TemplateJson, templateOf } from '../support/synth';

function stackOf(service: string, props: Partial<ListBackupInfrastructureProps> = {}): TemplateJson {
  const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', { stage: ListBackupStage.MAIN, env: MAIN_ENV, ...props });
  const found = stacks.find(({ stackName }) => stackName === `listbackup-infrastructure-${service}-main`);
  if (!found) throw new Error(`there is no stack of ${service}`);
  return templateOf(found);
}

describe('restores that fail in the recovery region', () => {
  test('are told of in the primary\'s', () => {
    expect(stackOf('recovery').Resources.RestoreJobFailedRule.Properties.Targets).toEqual([{
      Id: 'Primary',
      Arn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':events:us-west-2:123456789012:event-bus/listbackup-recovery-main']] },
      RoleArn: { 'Fn::GetAtt': ['TellPrimaryRole', 'Arn'] },
    }]);
    expect(stackOf('backup').Resources.RecoveryBus.Properties.Name).toBe('listbackup-recovery-main');
  });

  test('are not where there is no plan to be told', () => {
    expect(stackOf('recovery', { backup: { enabled: false } }).Resources).not.toHaveProperty('RestoreJobFailedRule');
  });
});

test.each([
  [{ region: 'eu-west-1' }, undefined, ['us-west-2', 'us-east-1', 'eu-west-1']],
  [{ region: 'eu-west-1' }, ['eu-central-1'], ['us-west-2', 'us-east-1', 'eu-west-1', 'eu-central-1']],
  [{}, undefined, ['us-west-2', 'us-east-1']],
])('whoever deploys the stage may deploy its recovery region: %j, %j', (recovery, regions, expected) => {
  const { DeployRole } = stackOf('deploy', { recovery, delivery: { repository: 'ListBackup-ai/api', regions } }).Resources;
  const named = [...JSON.stringify(DeployRole.Properties.Policies).matchAll(/-deploy-role-123456789012-([a-z0-9-]+)/g)].map(([, region]) => region);
  expect(named).toEqual(expected);
});

import { App, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { ListBackupInfrastructure, ListBackupSecurity, ListBackupStage, ListBackupTables } from '../../src';
import { requireAvailable, requireRegion } from '../../src/validation/regions';
import * as registry from '../../src/validation/regions.json';
import { resources, whole } from '../security/whole';
import { refusal } from '../support/refusal';

const account = '123456789012';
const stackIn = (region?: string): Stack => new Stack(new App(), 'Stack', region === undefined ? {} : { env: { account, region } });

describe('a region', () => {
  test.each(['us-west-2', 'us-east-1', 'eu-central-1', 'ap-southeast-5', 'me-south-1', 'us-gov-west-1', 'cn-north-1'])('%s exists', (region) => {
    expect(requireRegion('recoveryRegion', region)).toBe(region);
  });

  test.each([['us-west-9', '"us-west-1"'], ['eu-central-7', '"eu-central-1"'], ['sa-west-1', '"sa-east-1"'], ['xx-north-1', '"us-west-2"']])(
    '%s does not, and a near one is named', (region, near) => {
      expect(() => requireRegion('recoveryRegion', region)).toThrow(new RegExp(`recoveryRegion.*"${region}".*For example: ${near}`));
    });

  test('of a stack is checked with its first resource', () => {
    expect(() => new ListBackupTables(stackIn('us-west-9'), 'Tables', { stage: ListBackupStage.DEV })).toThrow(refusal('env.region', 'us-west-9', 'must be one of the 47 Regions that AWS had on 2026-10-20'));
    expect(() => new ListBackupTables(stackIn(), 'Tables', { stage: ListBackupStage.DEV })).not.toThrow();
  });
});

describe('a resource type', () => {
  // AWS Budgets has no resource type in eu-north-1: registry of AWS, read in October 2026.
  const budget = (region?: string) => new CfnBudget(stackIn(region), 'Budget', { budget: { budgetType: 'COST', timeUnit: 'MONTHLY' } });

  test('is refused in a region that lacks it, with the path, the type, the region and where it exists', () => {
    expect(() => requireAvailable(budget('eu-north-1'))).toThrow(
      /^Stack\/Budget: region must have the resource type AWS::Budgets::Budget, but got "eu-north-1", which lacks it.*such as "us-west-2"/);
  });

  test('is accepted where it exists, and where the region is not known', () => {
    expect(() => requireAvailable(budget('us-west-2'))).not.toThrow();
    expect(() => requireAvailable(budget())).not.toThrow();
  });

  test('of a stage is refused where the app creates it', () => {
    const stage = ListBackupStage.MAIN;
    const budgeted = () => new ListBackupInfrastructure(new App(), 'ListBackup', {
      stage, env: { account, region: 'eu-north-1' }, budget: { monthlyUsd: 500, emails: ['finance@listbackup.ai'] },
    });
    expect(budgeted).toThrow(/AWS::Budgets::Budget.*eu-north-1/);
  });

  test('that the library does not create is nobody\'s business', () => {
    expect(() => requireAvailable(new CfnTable(stackIn('eu-north-1'), 'Table', { keySchema: [] }))).not.toThrow();
  });
});

test.each([['STANDARD', ListBackupSecurity.STANDARD], ['HARDENED', ListBackupSecurity.HARDENED]])('every type of a %s stage with everything has a row: npx projen registry:regions', (_, security) => {
  const types = new Set(resources(whole(ListBackupStage.MAIN, security).stacks).map(({ Type }) => Type));
  expect(types.size).toBeGreaterThan(60);
  expect([...types].filter((type) => !(type in registry.lacking))).toEqual([]);
});

test('no region that the guides name lacks anything that a stage has by default', () => {
  for (const region of ['us-west-2', 'us-east-1', 'us-east-2', 'eu-west-1', 'eu-central-1']) {
    expect(Object.entries(registry.lacking).filter(([, regions]) => (regions as string[]).includes(region))).toEqual([]);
  }
});

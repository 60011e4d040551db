import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../../src/assembly/read';
import { preparePlan } from '../../../src/plan/prepared';
import { readDeployed } from '../../../src/plan/read/deployed';
import { adaptTogether } from '../../../src/rehearse/steps/adapt-together';
import { judgeWritten } from '../../../src/rehearse/steps/judge-written';
import { writeRunSteps } from '../../../src/rehearse/steps/run-steps';
import { wavesOf } from '../../../src/rehearse/steps/waves';
import { assemblyFolder, deployedFolder, folder } from '../../plan/support/folders';
import { stageOf } from '../../plan/support/judged';
import { keptTable, table } from '../support/stage';

const importing = (name: unknown) => ({ Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { 'Fn::ImportValue': name } } });
const exporting = (name: unknown) => ({ Users: { Value: { Ref: 'Users' }, Export: { Name: name } } });

describe('waves', () => {
  test('whoever imports comes after whoever exports, however the name is written', () => {
    const stage = stageOf({
      reader: { Resources: { Reader: importing({ 'Fn::Join': ['-', ['data', 'Users']] }) } },
      data: { Resources: { Users: table('users') }, Outputs: exporting({ 'Fn::Sub': '${AWS::StackName}-Users' }) },
      alone: { Resources: { Reader: importing('of-a-stack-that-nobody-gave') } },
    });
    expect(wavesOf(stage).map((wave) => wave.map(({ name }) => name))).toEqual([['data', 'alone'], ['reader']]);
  });

  test('a circle is refused', () => {
    const stage = stageOf({
      one: { Resources: { Users: table('users'), Reader: importing('other') }, Outputs: exporting('one') },
      other: { Resources: { Users: table('people'), Reader: importing('one') }, Outputs: exporting('other') },
    });
    expect(() => wavesOf(stage)).toThrow('one, other import from each other in a circle');
  });
});

test('what one step has to leave out, all leave out', () => {
  const group = (more: object = {}) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'log', ...more } });
  const before = { stackName: 'data', template: { Resources: { Log: group(), Users: table('users') }, Outputs: { Log: { Value: { Ref: 'Log' } } } } };
  const after = {
    stackName: 'data',
    template: {
      Resources: { Log: group({ KmsKeyId: { Ref: 'Unknown' } }), Unknown: { Type: 'AWS::Not::Emulated' }, Users: table('users') },
      Outputs: { Log: { Value: { Ref: 'Log' } } },
    },
  };
  const { removed } = adaptTogether([before, after], new Set(['AWS::Logs::LogGroup', 'AWS::DynamoDB::Table']));
  expect(removed.map(({ logicalId }) => logicalId).sort()).toEqual(['Log', 'Log', 'Unknown']);
  for (const { template } of [before, after]) expect([Object.keys(template.Resources), template.Outputs]).toEqual([['Users'], {}]);
});

describe('the judge reads what was written', () => {
  const STACK = 'listbackup-infrastructure-dynamodb-main';

  function written() {
    const assembly = readAssembly(assemblyFolder({ [STACK]: { Resources: { UsersTable: keptTable('users') } } }), '--assembly');
    const known = readDeployed(deployedFolder({ [STACK]: { Resources: { UsersTable: table('users') } } }));
    const prepared = preparePlan({ known, assembly, isRelease: false, accept: new Set(), dropLeftovers: false });
    return { prepared, steps: writeRunSteps(folder(), prepared, assembly).steps };
  }

  test('and passes the steps of a plan', () => {
    const { prepared: { plan, deployed }, steps } = written();
    expect(steps.length).toBeGreaterThan(0);
    expect(judgeWritten(steps, deployed, plan, new Set()).flat()).toEqual([]);
  });

  test('and refuses a step whose file was spoilt', () => {
    const { prepared: { plan, deployed }, steps } = written();
    const file = join(steps[0]?.folder ?? '', `${STACK}.template.json`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"users"', '"people"'));
    expect(judgeWritten(steps, deployed, plan, new Set())[0]?.map(({ rule }) => rule)).toContain('replacement');
  });
});

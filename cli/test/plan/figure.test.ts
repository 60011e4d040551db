import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { today, type TemplateObject } from './support/today';
import { tomorrow } from './support/tomorrow';

const ROOT = join(__dirname, '../..');

/** The command as it is installed: compiled, in a process of its own. */
function compiled(): string {
  const out = folder();
  for (const file of readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).filter((name) => name.endsWith('.ts'))) {
    const { outputText } = transpileModule(readFileSync(join(ROOT, 'src', file), 'utf8'), { compilerOptions: { module: ModuleKind.Node16, target: ScriptTarget.ES2022, esModuleInterop: true }, fileName: join(ROOT, 'src', file) });
    const target = join(out, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync(join(out, 'run.js'), `
    require('./index.js').main(process.argv.slice(2)).then((code) => {
      process.exitCode = code;
      const { user, system } = process.cpuUsage();
      process.stderr.write(JSON.stringify({ seconds: (user + system) / 1e6, elapsed: process.uptime(), megabytes: process.resourceUsage().maxRSS / 1024 }));
    });`);
  return join(out, 'run.js');
}

/** A stack of alarms as large as CloudFormation takes one: what a whole stage has beside its data. */
function alarms(service: string, count: number): TemplateObject {
  return {
    Resources: Object.fromEntries(Array.from({ length: count }, (_, number) => [`Alarm${number}`, {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: { 'Fn::Join': ['-', ['listbackup', { Ref: 'AWS::Region' }, `${service}-${number}`]] },
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1000,
        EvaluationPeriods: 3,
        ComparisonOperator: 'GreaterThanThreshold',
        Dimensions: [{ Name: 'QueueName', Value: `listbackup-queue-${number}` }],
        AlarmActions: [{ 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:alarms' }],
        Tags: [{ Key: 'Service', Value: 'monitoring' }, { Key: 'Stage', Value: 'main' }, { Key: 'ManagedBy', Value: 'CDK' }],
      },
    }])),
  };
}

test('a plan of a whole production stage takes at most 3 s and 300 MiB', () => {
  const more = (count: number) => Object.fromEntries(['monitoring', 'edge', 'backup'].map((service) => [`listbackup-infrastructure-${service}-main`, alarms(service, count)]));
  const words = [
    compiled(), 'plan', '--deployed', deployedFolder({ ...today(), ...more(200) }), '--assembly', assemblyFolder({ ...tomorrow(), ...more(450) }), '--out', join(folder(), 'steps'),
  ];
  const run = spawnSync(process.execPath, words, { encoding: 'utf8', env: { PATH: process.env.PATH, NODE_PATH: [join(ROOT, 'node_modules'), join(ROOT, '../node_modules')].join(':') } });
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('safe: 8 steps');
  // Processor time, which a busy machine does not stretch; alone, the plan takes no longer than that.
  const { seconds, elapsed, megabytes } = JSON.parse(run.stderr) as { seconds: number; elapsed: number; megabytes: number };
  if (process.env.SHOW_FIGURES !== undefined) process.stdout.write(`${seconds.toFixed(2)} s of processor, ${elapsed.toFixed(2)} s in all, ${megabytes.toFixed(0)} MiB\n`);
  expect(seconds).toBeLessThanOrEqual(3);
  expect(megabytes).toBeLessThanOrEqual(300);
});

test('bad words end the process with 2 and one line', () => {
  const run = spawnSync(process.execPath, [compiled(), 'plan', '--deployed', 'nowhere', '--assembly', 'nowhere'], { encoding: 'utf8', env: { PATH: process.env.PATH, NODE_PATH: [join(ROOT, 'node_modules'), join(ROOT, '../node_modules')].join(':') } });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^listbackup: --assembly nowhere: no such folder\n/);
});

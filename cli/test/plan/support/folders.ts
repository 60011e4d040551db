import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, described, REGION, type TemplateObject } from './today';

const made: string[] = [];

/** A new folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'listbackup-plan-'));
  made.push(path);
  return path;
}

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** The folder of what is deployed: the templates, and what describe-stacks prints unless it is left out. */
export function deployedFolder(stacks: Readonly<Record<string, TemplateObject>>, { stage = 'main', describe = true, outputs = {} as Record<string, Record<string, string>> } = {}): string {
  const path = folder();
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(join(path, `${name}.json`), JSON.stringify(template));
    if (describe) writeFileSync(join(path, `${name}.stack.json`), JSON.stringify(described(name, stage, outputs[name])));
  }
  return path;
}

/** What is said about the stacks of an assembly. */
export interface AssemblyOptions {
  readonly environment?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A cloud assembly as `cdk synth` writes it, with the template of each stack as an asset. */
export function assemblyFolder(stacks: Readonly<Record<string, TemplateObject>>, { environment = `aws://${ACCOUNT}/${REGION}`, tags }: AssemblyOptions = {}): string {
  const path = folder();
  const artifacts: Record<string, unknown> = {};
  const [account, region] = environment.slice('aws://'.length).split('/');
  const bucket = `cdk-hnb659fds-assets-${account ?? ''}-${region ?? ''}`;
  mkdirSync(path, { recursive: true });
  for (const [name, template] of Object.entries(stacks)) {
    const text = JSON.stringify(template, null, 1);
    const hash = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(path, `${name}.template.json`), text);
    writeFileSync(join(path, `${name}.assets.json`), JSON.stringify({
      version: '54.0.0',
      files: {
        [hash]: {
          source: { path: `${name}.template.json`, packaging: 'file' },
          destinations: { current: { bucketName: bucket, objectKey: `${hash}.json`, region, assumeRoleArn: 'arn:${AWS::Partition}:iam::123456789012:role/publish' } },
        },
      },
      dockerImages: {},
    }));
    artifacts[`${name}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json`, requiresBootstrapStackVersion: 6, bootstrapStackVersionSsmParameter: '/cdk-bootstrap/hnb659fds/version' } };
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment,
      properties: {
        templateFile: `${name}.template.json`,
        stackName: name,
        stackTemplateAssetObjectUrl: `s3://${bucket}/${hash}.json`,
        assumeRoleArn: 'arn:${AWS::Partition}:iam::123456789012:role/deploy',
        ...tags ? { tags } : {},
      },
      dependencies: [`${name}.assets`],
      displayName: name,
    };
  }
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ version: '54.0.0', artifacts }));
  writeFileSync(join(path, 'cdk.out'), JSON.stringify({ version: '54.0.0' }));
  return path;
}

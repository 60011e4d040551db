import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, described, REGION, type TemplateObject } from './today';

/** What is written beside the templates of what is deployed. */
export interface DeployedOptions {
  readonly stage?: string;
  readonly describe?: boolean;
  readonly outputs?: Readonly<Record<string, Record<string, string>>>;
}

/** Writes what is deployed: the templates, and what describe-stacks prints unless it is left out. */
export function writeDeployed(path: string, stacks: Readonly<Record<string, TemplateObject>>, { stage = 'main', describe = true, outputs = {} }: DeployedOptions = {}): string {
  mkdirSync(path, { recursive: true });
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

/** Writes a cloud assembly as `cdk synth` does, with the template of each stack as an asset. */
export function writeAssembly(path: string, stacks: Readonly<Record<string, TemplateObject>>, { environment = `aws://${ACCOUNT}/${REGION}`, tags }: AssemblyOptions = {}): string {
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

import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IListBackupApi, ListBackupCode, ListBackupFunction, ListBackupRuntime, ListBackupStage } from 'listbackup-infrastructure';

export interface PlatformServiceProps {
  readonly stage: ListBackupStage;
  readonly api: IListBackupApi;
}

/** Answers signed-in users which platform its function runs on. Its function is written in Go, so synthesis needs Go. */
export class PlatformService extends Stack {
  public constructor(scope: Construct, id: string, { stage, api }: PlatformServiceProps) {
    super(scope, id, { stackName: `listbackup-api-platform-${stage}` });
    const getPlatform = new ListBackupFunction(this, 'GetPlatform', {
      stage,
      service: 'listbackup-api-platform',
      name: 'getPlatform',
      runtime: ListBackupRuntime.GO,
      code: ListBackupCode.go(join(__dirname, '..', 'handlers', 'get-platform')),
    });
    api.addRoute('GET /platform', getPlatform);
  }
}

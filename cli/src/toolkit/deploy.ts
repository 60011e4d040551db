import { BootstrapEnvironments, type Toolkit } from '@aws-cdk/toolkit-lib';

const POLL_MS = 200;
const CONCURRENT_STACKS = 3;

/**
 * Makes the environments ready for what the CDK deploys to them.
 *
 * @param environments for example `aws://123456789012/us-west-2`
 */
export async function bootstrap(toolkit: Toolkit, environments: readonly string[]): Promise<void> {
  await toolkit.bootstrap(BootstrapEnvironments.fromList([...environments]));
}

export interface DeployOptions {
  /**
   * Makes the stack adopt an existing resource of a new resource's name instead of creating one.
   *
   * @default false
   */
  readonly adopt?: boolean;
}

/** Deploys all stacks of an assembly, each by a change set. */
export async function deploy(toolkit: Toolkit, folder: string, { adopt = false }: DeployOptions = {}): Promise<void> {
  await toolkit.deploy(await toolkit.fromAssemblyDirectory(folder), {
    concurrency: CONCURRENT_STACKS,
    deploymentMethod: { method: 'change-set', importExistingResources: adopt },
    // An edited template keeps its name, and would not be uploaded where one of that name stands.
    forceAssetPublishing: true,
    stackEventPollingInterval: POLL_MS,
  });
}

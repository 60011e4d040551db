import { Environment, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DEPLOYS_AFTER, Service, SERVICES } from '../catalogue/services';
import { deployAfter } from '../conventions';
import { ListBackupStage } from '../stage';
import { stackName } from '../stage/naming';

/** The stacks of a stage. */
export interface ServiceStacks {
  /** The stack of a service. @param region where it stands, if not with the others. */
  stackOf(service: Service, region?: string): Stack;

  /** Those asked for until now, in an order in which they can be deployed one after the other. */
  inOrder(): Stack[];
}

export function serviceStacks(scope: Construct, stage: ListBackupStage, env: Environment | undefined): ServiceStacks {
  const standing = new Map<Service, Stack>();
  return {
    stackOf: (service, region) => {
      const stack = new Stack(scope, service, {
        stackName: stackName(stage, SERVICES[service]),
        env: region === undefined ? env : { ...env, region },
      });
      standing.set(service, stack);
      deployAfter(stack, ...DEPLOYS_AFTER[service].flatMap((other) => standing.get(other) ?? []));
      return stack;
    },
    inOrder: () => (Object.keys(DEPLOYS_AFTER) as Service[]).flatMap((service) => standing.get(service) ?? []),
  };
}

import { Environment, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { deployAfter } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES, stackName } from '../stage/naming';

export type Service = keyof typeof SERVICES;

/**
 * Each service's stack in the order they deploy, with what it deploys after where no handle that it reads says so already. A stack that a
 * stage does not have is passed over.
 */
const DEPLOYS_AFTER: Readonly<Record<Service, readonly Service[]>> = {
  recovery: [],
  kms: [],
  secrets: [],
  dynamodb: [],
  sqs: [],
  s3: ['recovery'],
  domains: [],
  ses: [],
  deploy: [],
  eventbridge: ['s3'],
  cognito: ['s3', 'eventbridge'],
  apiGateway: ['cognito', 'domains'],
  edgeCertificate: [],
  edge: ['s3', 'edgeCertificate'],
  edgeLogs: ['edge'],
  monitoring: ['dynamodb', 'sqs', 's3', 'eventbridge', 'cognito', 'ses', 'apiGateway'],
  backup: ['recovery', 'dynamodb', 's3'],
};

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

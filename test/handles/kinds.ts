import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import {
  IListBackupAuth, IListBackupDataLayer, IListBackupEvents, IListBackupQueues, ListBackupAuth, ListBackupDataLayer, ListBackupEventBus,
  ListBackupLookup, ListBackupQueues, ListBackupStage,
} from '../../src';
import { deployed } from '../support/deployed';
import { MAIN_ENV } from '../support/synth';

export const KEY_ARN = 'arn:aws:kms:us-west-2:123456789012:key/own';

/** Every handle of a stage, in a consumer's stack. */
export interface Handles {
  readonly consumer: Stack;
  readonly data: IListBackupDataLayer;
  readonly queues: IListBackupQueues;
  readonly events: IListBackupEvents;
  readonly auth: IListBackupAuth;
}

const stage = ListBackupStage.MAIN;

function created(withKey: boolean): Handles {
  const app = new App();
  const home = new Stack(app, 'Home', { env: MAIN_ENV });
  const encryptionKey = keyIn(home, withKey);
  return {
    consumer: new Stack(app, 'Consumer', { env: MAIN_ENV }),
    data: new ListBackupDataLayer(home, 'Data', { stage, encryptionKey }),
    queues: new ListBackupQueues(home, 'Queues', { stage, encryptionKey }),
    events: new ListBackupEventBus(home, 'Events', { stage, encryptionKey }),
    auth: new ListBackupAuth(home, 'Auth', { stage }),
  };
}

function imported(lookup: ListBackupLookup | undefined, withKey: boolean): Handles {
  const consumer = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
  const encryptionKey = keyIn(consumer, withKey);
  return {
    consumer,
    data: ListBackupDataLayer.fromStage(consumer, 'Data', { stage, lookup, encryptionKey }),
    queues: ListBackupQueues.fromStage(consumer, 'Queues', { stage, lookup, encryptionKey }),
    events: ListBackupEventBus.fromStage(consumer, 'Events', { stage, lookup, encryptionKey }),
    auth: ListBackupAuth.fromStage(consumer, 'Auth', { stage, lookup }),
  };
}

const keyIn = (stack: Stack, withKey: boolean): IKey | undefined => (withKey ? Key.fromKeyArn(stack, 'Key', KEY_ARN) : undefined);

/** The same handles from every place they can come from. */
export const KINDS: [string, (withKey?: boolean) => Handles][] = [
  ['created in another stack of the app', (withKey = false) => created(withKey)],
  ['found by exports', (withKey = false) => imported(undefined, withKey)],
  ['found by outputs', (withKey = false) => imported(ListBackupLookup.outputs(), withKey)],
  ['found by names', (withKey = false) => imported(ListBackupLookup.names(), withKey)],
];

export function roleIn(stack: Stack, id: string): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
}

/** What a role is allowed, once it is deployed. */
export function statementsOf(role: Role): unknown {
  const policy = role.node.tryFindChild('DefaultPolicy') as { document?: unknown } | undefined;
  const { Statement } = Stack.of(role).resolve(policy?.document) as { Statement: unknown };
  return deployed(Statement);
}

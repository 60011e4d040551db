import { App, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import {
  ListBackupAuthSender, ListBackupFunction, ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupQueue, ListBackupRuntime,
  ListBackupSecurity, ListBackupStage,
} from '../../src';
import { MAIN_ENV, TemplateJson, TemplateResource, templateOf } from '../support/synth';

export const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

export interface Whole { readonly app: App; readonly stacks: Stack[] }

const SLACK = { slack: [{ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' }] };

/** A stage with every room and whatever has a role or a policy of its own, and a service that has a queue, a rule and functions. */
export function whole(
  stage: ListBackupStage, security: ListBackupSecurity, parts: Partial<ListBackupInfrastructureProps> = {}, bounded = false, app = new App(),
): Whole {
  const permissionsBoundary = bounded ? ManagedPolicy.fromManagedPolicyArn(app, 'Boundary', BOUNDARY) : undefined;
  const each = { security, ...(permissionsBoundary && { permissionsBoundary }) };
  const { stacks, messaging, api } = new ListBackupInfrastructure(app, 'ListBackup', {
    stage,
    env: MAIN_ENV,
    hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    ...each,
    // A hardened stage has a key for each service, which one key for all of them would replace.
    key: security.isHardened ? undefined : {},
    secrets: { secrets: { stripe: {} } },
    buckets: { audit: true },
    auth: { tenantAttributes: true },
    authSender: ListBackupAuthSender.SES,
    edge: { frontsApi: true, onlyThroughEdge: true },
    monitoring: { critical: { ...SLACK, emails: ['operations@listbackup.ai'] }, warning: SLACK },
    budget: { monthlyUsd: 500, emails: ['operations@listbackup.ai'] },
    backup: {},
    recovery: {},
    delivery: { repository: 'ListBackup-ai/infrastructure' },
    ...parts,
  });
  const service = new Stack(app, 'Jobs', { env: MAIN_ENV });
  const fn = new ListBackupFunction(service, 'Jobs', {
    ...each, stage, runtime: ListBackupRuntime.NODEJS, code: lambda.Code.fromInline('exports.handler = async () => {};'),
  });
  fn.consume(messaging.queues.sync);
  fn.consume(new ListBackupQueue(service, 'Webhooks', { security, stage, service: 'listbackup-api-jobs' }));
  fn.onEvent(messaging.rules.job);
  api.addRoute('DELETE /jobs/{id}', fn, { groups: ['Admins'] });
  return { app, stacks: [...stacks, service] };
}

export type Found = TemplateResource & { readonly id: string };

export function resources(stacks: Stack[]): Found[] {
  const of = ({ Resources }: TemplateJson): Found[] => Object.entries(Resources).map(([id, resource]) => ({ id, ...resource }));
  return stacks.map(templateOf).flatMap(of);
}

export const ofType = (all: readonly Found[], type: string): Found[] => all.filter(({ Type }) => Type === type);

export interface Statement {
  readonly Effect: string;
  readonly Principal?: string | { readonly [kind: string]: unknown };
  readonly Sid?: string;
  readonly Action?: string | string[];
  readonly Condition?: object;
}

/** A policy that a resource takes as text, with what only CloudFormation knows left blank. */
function joined(value: unknown): string | undefined {
  const [, parts] = (value as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'] ?? [];
  return parts?.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

/** Every statement of every policy within a value. */
export function statementsWithin(value: unknown): Statement[] {
  const text = joined(value);
  if (text?.startsWith('{"Statement"')) return statementsWithin(JSON.parse(text));
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value) && 'Effect' in value) return [value as Statement];
  return Object.values(value).flatMap(statementsWithin);
}

/** Every text within a value, joined. */
export function textsWithin(value: unknown): string[] {
  const text = joined(value);
  if (text !== undefined) return [text];
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}

export interface Held { readonly on: string; readonly statement: Statement }

/** Every statement that stands on a resource: what others may do to it, or who may be a role. */
export function resourceStatements(all: readonly Found[]): Held[] {
  const within = (value: unknown): Statement[] => statementsWithin(value).filter(({ Principal }) => Principal !== undefined);
  return all.flatMap(({ id, Properties }) => within(Properties).map((statement) => ({ on: id, statement })));
}

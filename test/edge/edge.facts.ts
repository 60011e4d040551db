import { App, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ListBackupEdge, ListBackupEdgeCertificate, ListBackupEdgeCertificateProps, ListBackupEdgeProps, ListBackupStage } from '../../src';
import { TemplateJson, templateOf } from '../support/synth';

export const ACCOUNT = '123456789012';
export const ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
export const ASSETS_ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-1111-1111-111111111111';
export const API_ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/22222222-2222-2222-2222-222222222222';
export const WEB_ACL_ARN = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/0a1b2c3d-1111-2222-3333-444455556666';

export type EdgeOptions = Partial<Omit<ListBackupEdgeProps, 'stage'>>;
export type CertificateOptions = Partial<Omit<ListBackupEdgeCertificateProps, 'stage'>>;

export const stackIn = (region: string, id = 'Edge', app = new App()): Stack => new Stack(app, id, { env: { account: ACCOUNT, region } });

export const certificate = (scope: Construct, arn: string): ICertificate => Certificate.fromCertificateArn(scope, `Certificate${arn.slice(-4)}`, arn);

export const assetsBucket = (scope: Construct): IBucket => Bucket.fromBucketName(scope, 'Assets', 'listbackup-assets-main-123456789012-us-west-2');

/** An edge in the region of the stage. */
export function edgeIn(stack: Stack, options: (stack: Stack) => EdgeOptions = () => ({}), stage = ListBackupStage.MAIN): ListBackupEdge {
  return new ListBackupEdge(stack, 'Edge', { stage, assetsBucket: assetsBucket(stack), ...options(stack) });
}

export function edgeOf(options: (stack: Stack) => EdgeOptions = () => ({}), stage = ListBackupStage.MAIN): TemplateJson {
  const stack = stackIn('us-west-2');
  edgeIn(stack, options, stage);
  return templateOf(stack);
}

/** With a hosted zone and what it needs. */
export const zoned = (options: EdgeOptions = {}) => (stack: Stack): EdgeOptions => (
  { hostedZone: ZONE, assetsCertificate: certificate(stack, ASSETS_ARN), webAclArn: WEB_ACL_ARN, ...options }
);

/** In front of the API as well. */
export const fronting = (options: EdgeOptions = {}) => (stack: Stack): EdgeOptions => (
  zoned({ frontsApi: true, apiCertificate: certificate(stack, API_ARN), ...options })(stack)
);

export function certificateOf(options: CertificateOptions = {}, stage = ListBackupStage.MAIN): TemplateJson {
  const stack = stackIn('us-east-1');
  new ListBackupEdgeCertificate(stack, 'EdgeCertificate', { stage, hostedZone: ZONE, ...options });
  return templateOf(stack);
}

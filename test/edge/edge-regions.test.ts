import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ACCOUNT, assetsBucket, stackIn, ZONE } from './edge.facts';
import { ListBackupBuckets, ListBackupEdge, ListBackupEdgeCertificate, ListBackupEdgeLogs, ListBackupStage } from '../../src';
import { edgeNeedsCertificate } from '../../src/edge/edge-certificate';
import { edgeCanStand } from '../../src/edge/edge-environment';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, tagsOf, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const output = (service: string, key: string, region: string) => (
  { 'Fn::GetStackOutput': { StackName: `listbackup-infrastructure-${service}-main`, OutputName: key, Region: region } }
);

/** The edge's stacks under the deployed names, as the whole infrastructure makes them. */
function stacks(region: string) {
  const app = new App();
  const stack = (service: string, of: string) => new Stack(app, service, { stackName: `listbackup-infrastructure-${service}-main`, env: { account: ACCOUNT, region: of } });
  const [s3, certificates, edge, logs] = [stack('s3', region), stack('edge-certificate', 'us-east-1'), stack('edge', region), stack('edge-logs', 'us-east-1')];
  const buckets = new ListBackupBuckets(s3, 'Buckets', { stage });
  const { assetsCertificate, apiCertificate, webAclArn } = new ListBackupEdgeCertificate(certificates, 'Certificates', { stage, hostedZone: ZONE, frontsApi: true });
  const { assetsDistribution, apiDistribution, assetsEndpoint } = new ListBackupEdge(edge, 'Edge', {
    stage, assetsBucket: buckets.assets, hostedZone: ZONE, frontsApi: true, assetsCertificate, apiCertificate, webAclArn,
  });
  new ListBackupEdgeLogs(logs, 'Logs', { stage, logsBucket: buckets.logs, assetsDistribution, apiDistribution });
  return { app, s3, certificates, edge, logs, assetsDistribution, assetsEndpoint };
}

describe('across regions', () => {
  const { s3, certificates, edge, logs } = stacks('us-west-2');
  const { Resources } = templateOf(edge);

  test('certificates and web ACL are read as outputs of the stack in us-east-1', () => {
    for (const [prefix, key] of [['Assets', 'EdgeAssetsCertificateArn'], ['Api', 'EdgeApiCertificateArn']]) {
      expect(Resources[`Edge${prefix}Distribution`].Properties.DistributionConfig).toMatchObject({
        ViewerCertificate: { AcmCertificateArn: output('edge-certificate', key, 'us-east-1') }, WebACLId: output('edge-certificate', 'EdgeWebAclArn', 'us-east-1'),
      });
    }
  });

  test('the logs name the distributions of the stage\'s region and the bucket', () => {
    const { Resources: ofLogs, Outputs } = templateOf(logs);
    for (const prefix of ['Assets', 'Api']) {
      expect(ofLogs[`Edge${prefix}LogSource`].Properties).toMatchObject({
        Name: `listbackup-main-edge-${prefix.toLowerCase()}`,
        LogType: 'ACCESS_LOGS',
        ResourceArn: {
          'Fn::Join': ['', [
            'arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', output('edge', `${prefix}DistributionId`, 'us-west-2'),
          ]],
        },
      });
      expect(ofLogs[`Edge${prefix}LogDelivery`].Properties).toMatchObject({
        DeliverySourceName: { Ref: `Edge${prefix}LogSource` },
        DeliveryDestinationArn: { 'Fn::GetAtt': ['EdgeLogDestination', 'Arn'] },
        S3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}',
      });
    }
    expect(ofLogs.EdgeApiLogDelivery.DependsOn).toEqual(['EdgeAssetsLogDelivery']);
    expect(ofLogs.EdgeLogDestination.Properties).toMatchObject({
      Name: 'listbackup-main-edge',
      OutputFormat: 'json',
      DestinationResourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::listbackup-logs-main-123456789012-us-west-2/AWSLogs/123456789012/CloudFront']] },
    });
    for (const resource of Object.values(ofLogs)) {
      expect(tagsOf(resource)).toEqual({ Service: 'listbackup-infrastructure-edge-logs', Stage: 'main', ManagedBy: 'CDK' });
    }
    expect(Outputs).toEqual({});
  });

  test('the stacks know their order, and nothing but outputs crosses', () => {
    expect(certificates.dependencies).toEqual([]);
    expect(edge.dependencies.map(({ stackName }) => stackName).sort()).toEqual(['listbackup-infrastructure-edge-certificate-main', 'listbackup-infrastructure-s3-main']);
    expect(logs.dependencies.map(({ stackName }) => stackName).sort()).toEqual(['listbackup-infrastructure-edge-main', 'listbackup-infrastructure-s3-main']);
    const all = JSON.stringify([s3, certificates, edge, logs].map(templateOf));
    expect(all).not.toMatch(/ExportsOutput|ExportsWriter|ExportsReader|Custom::CrossRegion|Fn::ImportValue/);
  });
});

test('in us-east-1 itself values are imported, as between all stacks of a region', () => {
  const { edge } = stacks('us-east-1');
  expect(templateOf(edge).Resources.EdgeAssetsDistribution.Properties.DistributionConfig)
    .toMatchObject({ WebACLId: { 'Fn::ImportValue': 'listbackup-infrastructure-edge-certificate-main-EdgeWebAclArn' } });
});

test('a consumer of the stage\'s region invalidates by the published ID', () => {
  const { app, assetsDistribution, assetsEndpoint } = stacks('us-west-2');
  const consumer = stackIn('us-west-2', 'Consumer', app);
  new CfnOutput(consumer, 'Id', { value: assetsDistribution.distributionId });
  new CfnOutput(consumer, 'Endpoint', { value: assetsEndpoint });
  const { Outputs } = templateOf(consumer);
  expect(Outputs.Id.Value).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-edge-main-AssetsDistributionId' });
  expect(Outputs.Endpoint.Value).toBe('https://main.assets.listbackup.ai');
});

test('without a zone a consumer reads the endpoint that CloudFront gave', () => {
  const app = new App();
  const [home, consumer] = ['Home', 'Consumer'].map((id) => stackIn('us-west-2', id, app));
  const { assetsEndpoint } = new ListBackupEdge(home, 'Edge', { stage, assetsBucket: assetsBucket(home) });
  new CfnOutput(consumer, 'Endpoint', { value: assetsEndpoint });
  expect(templateOf(consumer).Outputs.Endpoint.Value).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-edge-main-AssetsEndpoint' });
  expect(Object.keys(exportsOf(templateOf(home)))).toContain('AssetsEndpoint');
});

describe('whether the edge can stand', () => {
  const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('edge'));

  test('it can where account and region are concrete', () => {
    const stack = stackIn('us-west-2');
    expect([edgeCanStand(stack, stack, false), edgeCanStand(stack, stack, true), warnings(stack)]).toEqual([true, true, []]);
  });

  test.each([{}, { account: ACCOUNT }, { region: 'us-west-2' }])('with %j it is left out with a warning that has an ID, or refused where it was asked for', (env) => {
    const stack = new Stack(new App(), 'Agnostic', { env });
    expect(edgeCanStand(stack, stack, false)).toBe(false);
    expect(warnings(stack).map(({ entry }) => entry.data)).toEqual([expect.stringMatching(/the edge is left out.*\[ack: listbackup-infrastructure:edgeLeftOut\]/)]);
    expect(() => edgeCanStand(stack, stack, true)).toThrow(refusal('edge', true, 'requires a concrete account and Region: its certificate is in us-east-1, and the stacks name each other'));
  });

  test.each([
    ['main', {}, true], ['staging', {}, true], ['dev', {}, false],
    ['dev', { hostedZone: ZONE }, true], ['dev', { firewall: true }, true], ['main', { firewall: false }, false], ['main', { firewall: false, hostedZone: ZONE }, true],
  ])('whether %s with %j needs the stack in us-east-1: %p', (name, options, needed) => {
    expect(edgeNeedsCertificate({ stage: ListBackupStage.of(name), ...options })).toBe(needed);
  });
});

describe('the logs', () => {
  test('stand in us-east-1', () => {
    const { assetsDistribution } = stacks('us-west-2');
    const stack = stackIn('us-west-2', 'Elsewhere');
    expect(() => new ListBackupEdgeLogs(stack, 'Logs', { stage, logsBucket: assetsBucket(stack), assetsDistribution })).toThrow(refusal('region', 'us-west-2', 'must be us-east-1, where CloudFront has its Log deliveries'));
  });

  test.each(['logsBucket', 'assetsDistribution', 'apiDistribution'])('refuse a %s of another kind', (prop) => {
    const { assetsDistribution } = stacks('us-west-2');
    for (const value of ['x', 42, {}, []]) {
      const stack = stackIn('us-east-1', 'Logs');
      expect(() => new ListBackupEdgeLogs(stack, 'Logs', { stage, logsBucket: assetsBucket(stack), assetsDistribution, [prop]: value } as never))
        .toThrow(refusal(prop));
    }
  });

  test.each([undefined, {}, { stage: 'main' }])('refuse the props %p', (props) => {
    expect(() => new ListBackupEdgeLogs(stackIn('us-east-1'), 'X', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });
});

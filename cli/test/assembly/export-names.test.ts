import { exportName, parseExportName, stagesOf } from '../../src/assembly';

test.each([
  ['listbackup-infrastructure-dynamodb-main-UsersTableName', { service: 'dynamodb', stage: 'main', key: 'UsersTableName' }],
  ['listbackup-infrastructure-s3-feature-x-DataBucketName', { service: 's3', stage: 'feature-x', key: 'DataBucketName' }],
  ['listbackup-api-gateway-main-HttpApiId', { service: 'api-gateway', stage: 'main', key: 'HttpApiId' }],
  ['listbackup-api-gateway-feature-x-HttpApiId', { service: 'api-gateway', stage: 'feature-x', key: 'HttpApiId' }],
  ['CdkBootstrap-hnb659fds-FileAssetKeyArn', undefined],
  ['listbackup-infrastructure-dynamodb-main-', undefined],
  ['listbackup-infrastructure-dynamodb-UsersTableName', undefined],
  ['my-listbackup-infrastructure-dynamodb-main-Key', undefined],
])('%s', (name, parts) => {
  expect(parseExportName(name)).toEqual(parts);
});

test.each([
  ['listbackup-infrastructure-edge-certificate-main-CertificateArn', ['main'], { service: 'edge-certificate', stage: 'main', key: 'CertificateArn' }],
  ['listbackup-infrastructure-edge-certificate-feature-x-CertificateArn', ['x', 'feature-x'], { service: 'edge-certificate', stage: 'feature-x', key: 'CertificateArn' }],
  ['listbackup-infrastructure-s3-feature-x-DataBucketName', ['main', 'feature-x'], { service: 's3', stage: 'feature-x', key: 'DataBucketName' }],
  ['listbackup-infrastructure-s3-dev-DataBucketName', ['main'], { service: 's3', stage: 'dev', key: 'DataBucketName' }],
  ['listbackup-infrastructure-main-Key', ['main'], undefined],
])('%s, where the stages %j are known', (name, stages, parts) => {
  expect(parseExportName(name, stages)).toEqual(parts);
});

test.each([
  ['edge-certificate', 'listbackup-infrastructure-edge-certificate-feature-x-Key'],
  ['api-gateway', 'listbackup-api-gateway-feature-x-Key'],
])('the name of what %s exports is read back', (service, name) => {
  expect(exportName({ service, stage: 'feature-x', key: 'Key' })).toBe(name);
  expect(parseExportName(name, ['feature-x'])).toEqual({ service, stage: 'feature-x', key: 'Key' });
});

const exporting = (...names: unknown[]) => Object.fromEntries(names.map((Name, index) => [`Output${index}`, { Value: 'value', Export: { Name } }]));

test('the stages of templates are those of their exports', () => {
  expect(stagesOf([
    { stackName: 's3', template: { Outputs: exporting('listbackup-infrastructure-s3-main-DataBucketName', 'listbackup-infrastructure-s3-main-LogsBucketName', 'somebody-else') } },
    { stackName: 'sqs', template: { Outputs: exporting('listbackup-infrastructure-sqs-dev-SyncQueueUrl', { 'Fn::Sub': 'composed' }) } },
    { stackName: 'none', template: {} },
  ])).toEqual(['dev', 'main']);
});

describe('the tags of the resources tell a stage from a service with hyphens', () => {
  const Outputs = exporting('listbackup-infrastructure-edge-certificate-feature-x-CertificateArn', 'listbackup-api-gateway-feature-x-HttpApiId');
  const tags = { Service: 'listbackup-infrastructure-edge-certificate', Stage: 'feature-x' };

  test.each([
    ['a list', { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
    ['a map', { UserPoolTags: tags }],
  ])('as %s', (_, Properties) => {
    expect(stagesOf([{ stackName: 'edge', template: { Resources: { Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties } }, Outputs } }])).toEqual(['feature-x']);
  });

  test("and not somebody else's tags", () => {
    const Properties = { Tags: [{ Key: 'Service', Value: 'shop' }, { Key: 'Stage', Value: 'x' }] };
    expect(stagesOf([{ stackName: 's3', template: { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties } }, Outputs: exporting('listbackup-infrastructure-s3-feature-x-DataBucketName') } }]))
      .toEqual(['feature-x']);
  });
});

import { parseExportName, stagesOf } from '../../src/assembly';

test.each([
  ['listbackup-infrastructure-dynamodb-main-UsersTableName', { service: 'dynamodb', stage: 'main', key: 'UsersTableName' }],
  ['listbackup-infrastructure-s3-feature-x-DataBucketName', { service: 's3', stage: 'feature-x', key: 'DataBucketName' }],
  ['CdkBootstrap-hnb659fds-FileAssetKeyArn', undefined],
  ['listbackup-infrastructure-dynamodb-main-', undefined],
  ['my-listbackup-infrastructure-dynamodb-main-Key', undefined],
])('%s', (name, parts) => {
  expect(parseExportName(name)).toEqual(parts);
});

test('the stages of templates are those of their exports', () => {
  const outputs = (...names: unknown[]) => ({
    stackName: 'stack', template: { Outputs: Object.fromEntries(names.map((Name, index) => [`Output${index}`, { Value: 'value', Export: { Name } }])) },
  });
  expect(stagesOf([
    outputs('listbackup-infrastructure-s3-main-DataBucketName', 'listbackup-infrastructure-s3-main-LogsBucketName', 'somebody-else'),
    outputs('listbackup-infrastructure-sqs-dev-SyncQueueUrl', { 'Fn::Sub': 'composed' }),
    { stackName: 'none', template: {} },
  ])).toEqual(['dev', 'main']);
});

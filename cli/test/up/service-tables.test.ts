import { serviceTables } from '../../src/up/checks/service-tables';

const exported = (name: string, region = 'us-west-2') => ({ name, value: `value of ${name}`, region });
const BILLING = exported('listbackup-api-billing-dev-WebhooksTableName');
const EXPORTS = [
  exported('listbackup-infrastructure-dynamodb-dev-JobsTableName'),
  exported('listbackup-infrastructure-dynamodb-feature-dev-JobsTableName'),
  BILLING,
  exported('listbackup-api-billing-dev-WebhooksTableName', 'us-east-1'),
  exported('listbackup-api-billing-dev-WebhooksTableArn'),
  exported('listbackup-api-billing-main-WebhooksTableName'),
  exported('listbackup-api-billing-feature-dev-WebhooksTableName'),
];
const services = (need: string, exports = EXPORTS) => serviceTables(exports, 'dev', need).map(({ service }) => service);

test('the table of a service is found by its ID, in the first Region, and not that of another stage', () => {
  expect(serviceTables(EXPORTS, 'dev', 'dynamodb.WebhooksTableName')).toEqual([{ service: 'listbackup-api-billing', exported: BILLING }]);
  expect(services('dynamodb.PlansTableName')).toEqual([]);
  expect(services('sqs.WebhooksQueueUrl')).toEqual([]);
});

test('of two services with a table of that ID, a need can name one', () => {
  const both = [...EXPORTS, exported('acme-reports-dev-WebhooksTableName')];
  expect(services('dynamodb.WebhooksTableName', both)).toEqual(['listbackup-api-billing', 'acme-reports']);
  expect(services('dynamodb.acme-reports.WebhooksTableName', both)).toEqual(['acme-reports']);
  expect(services('dynamodb.acme-report.WebhooksTableName', both)).toEqual([]);
});

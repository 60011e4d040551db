/** What a stage `main` publishes once it is deployed: by export name, which is also stack name and output key. Written by hand. */
const EXPORTS: Readonly<Record<string, string>> = {
  'listbackup-infrastructure-dynamodb-main-JobsTableName': 'listbackup-main-jobs',
  'listbackup-infrastructure-dynamodb-main-JobsTableArn': 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs',
  'listbackup-infrastructure-dynamodb-main-JobsTableStreamArn': 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs/stream/2026-01-01T00:00:00.000',
  'listbackup-infrastructure-dynamodb-main-RateLimitsTableName': 'listbackup-main-rate-limits',
  'listbackup-infrastructure-dynamodb-main-RateLimitsTableArn': 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-rate-limits',
  'listbackup-infrastructure-sqs-main-SyncQueueUrl': 'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-sync-queue-main.fifo',
  'listbackup-infrastructure-sqs-main-SyncQueueArn': 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-queue-main.fifo',
  'listbackup-infrastructure-sqs-main-SyncDeadLetterQueueUrl': 'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-sync-dlq-main.fifo',
  'listbackup-infrastructure-sqs-main-SyncDeadLetterQueueArn': 'arn:aws:sqs:us-west-2:123456789012:listbackup-sync-dlq-main.fifo',
  'listbackup-infrastructure-s3-main-DataBucketName': 'listbackup-data-main-123456789012-us-west-2',
  'listbackup-infrastructure-s3-main-DataBucketArn': 'arn:aws:s3:::listbackup-data-main-123456789012-us-west-2',
  'listbackup-infrastructure-s3-main-DataBucketDomainName': 'listbackup-data-main-123456789012-us-west-2.s3.amazonaws.com',
  'listbackup-infrastructure-s3-main-DataBucketRegionalDomainName': 'listbackup-data-main-123456789012-us-west-2.s3.us-west-2.amazonaws.com',
  'listbackup-infrastructure-eventbridge-main-EventBusName': 'listbackup-events-main',
  'listbackup-infrastructure-eventbridge-main-EventBusArn': 'arn:aws:events:us-west-2:123456789012:event-bus/listbackup-events-main',
  'listbackup-infrastructure-eventbridge-main-JobEventsRuleArn': 'arn:aws:events:us-west-2:123456789012:rule/listbackup-events-main/listbackup-job-events-main',
  'listbackup-infrastructure-eventbridge-main-EventBridgeLogGroupName': '/aws/events/listbackup-infrastructure-eventbridge-main',
  'listbackup-infrastructure-eventbridge-main-EventsDeadLetterQueueUrl': 'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-events-dlq-main',
  'listbackup-infrastructure-eventbridge-main-EventsDeadLetterQueueArn': 'arn:aws:sqs:us-west-2:123456789012:listbackup-events-dlq-main',
  'listbackup-infrastructure-cognito-main-CognitoUserPoolId': 'us-west-2_Pool',
  'listbackup-infrastructure-cognito-main-CognitoUserPoolArn': 'arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_Pool',
  'listbackup-infrastructure-cognito-main-CognitoUserPoolClientId': 'client',
  'listbackup-infrastructure-cognito-main-CognitoIssuer': 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Pool',
  'listbackup-infrastructure-cognito-main-CognitoJwksUri': 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Pool/.well-known/jwks.json',
  'listbackup-infrastructure-cognito-main-CognitoUserPoolDomain': 'listbackup-main-123456789012.auth.us-west-2.amazoncognito.com',
  'listbackup-infrastructure-cognito-main-CognitoIdentityPoolId': 'us-west-2:pool',
  'listbackup-infrastructure-cognito-main-CognitoAuthenticatedRoleArn': 'arn:aws:iam::123456789012:role/signed-in',
  'listbackup-infrastructure-cognito-main-CognitoUnauthenticatedRoleArn': 'arn:aws:iam::123456789012:role/not-signed-in',
  'listbackup-api-billing-main-WebhooksTableName': 'listbackup-main-hooks',
  'listbackup-api-billing-main-WebhooksTableArn': 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-hooks',
  'listbackup-api-billing-main-WebhooksTableStreamArn': 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-hooks/stream/1',
  'listbackup-api-billing-main-WebhooksQueueUrl': 'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-hooks-queue-main.fifo',
  'listbackup-api-billing-main-WebhooksQueueArn': 'arn:aws:sqs:us-west-2:123456789012:listbackup-hooks-queue-main.fifo',
  'listbackup-api-billing-main-WebhooksDeadLetterQueueUrl': 'https://sqs.us-west-2.amazonaws.com/123456789012/listbackup-hooks-dlq-main.fifo',
  'listbackup-api-billing-main-WebhooksDeadLetterQueueArn': 'arn:aws:sqs:us-west-2:123456789012:listbackup-hooks-dlq-main.fifo',
  'listbackup-api-billing-main-WebhooksBucketName': 'listbackup-hooks-main-123456789012-us-west-2',
  'listbackup-api-billing-main-WebhooksBucketArn': 'arn:aws:s3:::listbackup-hooks-main-123456789012-us-west-2',
};

const PARAMETERS: Readonly<Record<string, string>> = {
  '/listbackup-infrastructure-cognito/main/user-pool-id': 'us-west-2_Pool',
  '/listbackup-infrastructure-cognito/main/user-pool-client-id': 'client',
};

const PSEUDO: Readonly<Record<string, string>> = { 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };

function known(values: Readonly<Record<string, string>>, name: string): string {
  if (!(name in values)) throw new Error(`nothing is known of ${name}`);
  return values[name];
}

const FUNCTIONS: Readonly<Record<string, (argument: never) => unknown>> = {
  'Ref': (name: string) => known(PSEUDO, name),
  'Fn::ImportValue': (name: string) => known(EXPORTS, name),
  'Fn::GetStackOutput': ({ StackName, OutputName }: Record<string, string>) => known(EXPORTS, `${StackName}-${OutputName}`),
  'Fn::Join': ([delimiter, parts]: [string, string[]]) => parts.join(delimiter),
  'Fn::Split': ([delimiter, text]: [string, string]) => text.split(delimiter),
  'Fn::Select': ([index, list]: [number, string[]]) => list[Number(index)],
};

/** What CloudFormation makes of an expression in us-west-2 of account 123456789012, where `main` is deployed. */
export function deployed(expression: unknown): unknown {
  if (typeof expression === 'string') return expression.replace(/{{resolve:ssm:([^}]+)}}/g, (_, name: string) => known(PARAMETERS, name));
  if (Array.isArray(expression)) return expression.map(deployed);
  if (typeof expression !== 'object' || expression === null) return expression;
  const entries = Object.entries(expression).map(([key, value]): [string, unknown] => [key, deployed(value)]);
  const [[name, argument]] = entries.length > 0 ? entries : [['', undefined]];
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    if (!(name in FUNCTIONS)) throw new Error(`${name} is unknown here`);
    return FUNCTIONS[name](argument as never);
  }
  return Object.fromEntries(entries);
}

/** Every distinct import in a template or an expression. */
export function importsOf(expression: unknown): string[] {
  const found = new Set<string>();
  JSON.stringify(expression, (key, value) => {
    if (key === 'Fn::ImportValue') found.add(value);
    return value;
  });
  return [...found].sort();
}

/** Common names of services, if they differ from the name in the type. */
const SERVICES: Readonly<Record<string, string>> = {
  ApiGatewayV2: 'API Gateway',
  ApiGateway: 'API Gateway',
  ApplicationAutoScaling: 'Auto Scaling',
  CertificateManager: 'ACM',
  ElasticLoadBalancingV2: 'ELB',
  Events: 'EventBridge',
  EventSchemas: 'EventBridge',
  KinesisFirehose: 'Firehose',
  Logs: 'CloudWatch Logs',
  ResourceGroups: 'Resource Groups',
  Route53: 'Route 53',
  SecretsManager: 'Secrets Manager',
  ServiceDiscovery: 'Cloud Map',
  StepFunctions: 'Step Functions',
  WAFv2: 'WAF',
};

/** Words that a type writes as others are written. */
const ACRONYMS: ReadonlySet<string> = new Set(['Acl', 'Api', 'Ip', 'Oidc', 'Saml', 'Url', 'Vpc']);

const SUPPORTING = /^(AWS::IAM::|Custom::|AWS::CloudFormation::CustomResource$)|(Attachment|Association|LogGroup|Permission|Policy|PrincipalTag)$/;

/** Returns the common name of a resource type: `AWS::DynamoDB::Table` is a `DynamoDB table`. */
export function kindOf(type: string): string {
  const [vendor = '', service = '', ...rest] = type.split('::');
  if (vendor === 'Custom') return `custom resource ${service}`;
  const name = SERVICES[service] ?? service;
  const words = wordsOf(rest.join(' '));
  // `AWS::Backup::BackupVault` and `AWS::Logs::LogGroup` say the service twice.
  const last = name.split(' ').at(-1)?.toLowerCase().replace(/s$/, '');
  const [first = ''] = words;
  return [name, ...words.length > 1 && first.toLowerCase() === last ? words.slice(1) : words].join(' ');
}

/** Returns true if a resource of this type only supports another resource, so that it comes last. */
export function isSupporting(type: string): boolean {
  return SUPPORTING.test(type);
}

/** Parts of a template that AWS makes nothing of. */
export function isDrawn(type: string): boolean {
  return type !== 'AWS::CDK::Metadata';
}

/** `UserPoolClient` → `user pool client`, `WebACL` → `web ACL`. */
export function wordsOf(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').split(' ').filter(Boolean)
    .map((word) => (ACRONYMS.has(word) || /^[A-Z0-9]{2,}$/.test(word) ? word.toUpperCase() : word.toLowerCase()));
}

/** The services whose stacks stand today: a stack's name, tags and exports begin with these. */
export const SERVICES = {
  dynamodb: 'listbackup-infrastructure-dynamodb',
  sqs: 'listbackup-infrastructure-sqs',
  s3: 'listbackup-infrastructure-s3',
  eventbridge: 'listbackup-infrastructure-eventbridge',
  cognito: 'listbackup-infrastructure-cognito',
  domains: 'listbackup-infrastructure-domains',
  ses: 'listbackup-infrastructure-ses',
  secrets: 'listbackup-infrastructure-secrets',
  kms: 'listbackup-infrastructure-kms',
  apiGateway: 'listbackup-api-gateway',
  edgeCertificate: 'listbackup-infrastructure-edge-certificate',
  edge: 'listbackup-infrastructure-edge',
  edgeLogs: 'listbackup-infrastructure-edge-logs',
  monitoring: 'listbackup-infrastructure-monitoring',
  recovery: 'listbackup-infrastructure-recovery',
  backup: 'listbackup-infrastructure-backup',
  deploy: 'listbackup-infrastructure-deploy',
} as const;

export type Service = keyof typeof SERVICES;

/**
 * Each service's stack in the order they deploy, with what it deploys after where no handle that it reads says so already. A stack that a
 * stage does not have is passed over.
 */
export const DEPLOYS_AFTER: Readonly<Record<Service, readonly Service[]>> = {
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

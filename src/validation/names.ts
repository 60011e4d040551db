import { Token } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { invalid } from './invalid';

/**
 * Environment variables that Lambda sets itself and doesn't let you set.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
const RESERVED = [
  '_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR',
];

/** Refuses a name that Lambda doesn't accept for an environment variable of a function. */
export function requireVariableName(what: string, name: string, works: string = 'LOG_LEVEL'): void {
  if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9_]+$/.test(name) || RESERVED.includes(name)) {
    invalid(what, name, 'must have two or more letters, digits and underscores, begin with a letter, and be none that Lambda sets itself', `For example: "${works}".`);
  }
}

/** Refuses a name of a resource's environment variable that no function can have. Accepts `undefined`: the name follows from the resource's. */
export function requireVariable(name: string | undefined, works: string): void {
  if (name !== undefined) requireVariableName('environmentVariable', name, works);
}

/** Refuses a whole name beside the part of a name, which would have no effect, and one that isn't known at synthesis. Accepts no whole name. */
export function requireWholeName(what: string, whole: string | undefined, part: string | undefined): void {
  if (whole === undefined) return;
  if (part !== undefined) invalid('name', part, `can't be combined with ${what}, which is the whole name`, `Remove name or ${what}.`);
  if (Token.isUnresolved(whole)) invalid(what, whole, 'must be known at synthesis', 'For example: `oauth-states-${stage.stageName}`.');
}

const MAX_LENGTH = 64;

/** Returns the service that owns a resource: a tag, the beginning of its exports, and of the name of its stack. */
export function requireService(service: string): string {
  if (typeof service !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(service) || service.length > MAX_LENGTH) {
    invalid('service', service, `must have 1 to ${MAX_LENGTH} lower-case letters and digits, in words joined by hyphens: names of exports and stacks begin with it`, 'For example: "listbackup-api-billing".');
  }
  return service;
}

/** Refuses what a browser would never send as an origin. */
export function requireOrigins(what: string, origins: readonly string[]): void {
  if (!Array.isArray(origins) || origins.length === 0) {
    invalid(what, origins, 'must have at least one origin', 'For example: ["https://app.example.com"].');
  }
  for (const origin of origins) {
    const valid = typeof origin === 'string' && (origin === '*' || /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i.test(origin));
    if (!valid) invalid(what, origin, 'must have origins of scheme, host and port, without a path', 'For example: "https://app.example.com".');
  }
}

/** Refuses a zone name that is not a domain. */
export function requireDomainName(what: string, name: string): string {
  if (typeof name !== 'string' || !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(name) || name.length > 253) {
    invalid(what, name, 'must be lower-case labels joined by dots', 'For example: "listbackup.ai".');
  }
  return name;
}

const ZONE_WORKS = '{ hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }';

/** Returns the zone when records can be made in it, and says what is wrong with it otherwise. Its ID may be a token, its name decides names. */
export function requireHostedZone(zone: HostedZoneAttributes | undefined): HostedZoneAttributes {
  if (typeof zone !== 'object' || zone === null) {
    invalid('hostedZone', zone, 'must be the ID and the name of a Route 53 zone', `For example: ${ZONE_WORKS}.`);
  }
  const { hostedZoneId, zoneName } = zone;
  if (typeof hostedZoneId !== 'string' || (!Token.isUnresolved(hostedZoneId) && !/^[A-Z0-9]{1,32}$/.test(hostedZoneId))) {
    invalid('hostedZone.hostedZoneId', hostedZoneId, 'must have up to 32 capital letters and digits, without "/hostedzone/"', 'For example: "Z0123456789ABCDEFGHIJ".');
  }
  requireDomainName('hostedZone.zoneName', zoneName);
  return zone;
}

const ADDRESS_WORKS = '"operations@listbackup.ai"';
const NOT_ASCII = /[^\x20-\x7e]/;

/** Pattern of a mailbox by RFC 5321, without quotes and address literals: at most 254 characters, at most 64 of them before the @. */
const WORD = '[A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${WORD}(?:\\.${WORD})*@(?:${LABEL}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$`);

/** Refuses anything but an e-mail address that SNS, AWS Budgets and Cost Explorer write to. Accepts one known only at deployment. */
export function requireEmailAddress(what: string, email: unknown): void {
  if (typeof email === 'string' && (Token.isUnresolved(email) || ADDRESS.test(email))) return;
  const rule = typeof email === 'string' && NOT_ASCII.test(email)
    ? 'must be an e-mail address in ASCII, the only kind that AWS writes to; a domain of other letters has a form that begins with xn--'
    : 'must be an e-mail address';
  invalid(what, email, rule, `For example: ${ADDRESS_WORKS}.`);
}

/** An address as SES verifies it and mail is sent from; what is told of alarms is checked more strictly, in `email-address.ts`. */
export const SENDER_ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** SES sends for the identity's own address, or for any address of its domain and of domains below it. */
export function sendsFor(identity: string, address: string): boolean {
  const domain = address.slice(address.indexOf('@') + 1);
  return address === identity || domain === identity || domain.endsWith(`.${identity}`);
}

import { figureOf } from './amounts';
import type { Usage, UsageEntry } from './usage';
import { CliError } from '../errors';
import { numberOf, Undecided, type Resource } from '../inventory';

const MESSAGES_PER_CALL = 10;
/** Each message is sent, received and deleted. */
const CALLS = 3;
const MB_PER_GB = 1024;
const DEFAULT_MEMORY_MB = 128;
const TOLERANCE = 0.05;

/**
 * Refuses figures that say nothing without others, or that contradict each other.
 *
 * @throws CliError
 */
export function checkUsage(usage: Usage): void {
  const { file, customers, jobsPerCustomer, entries } = usage;
  const ofCustomers = entries.find(({ per }) => per === 'customer');
  const ofJobs = entries.find(({ per }) => per === 'job');
  if (customers === undefined && (ofCustomers || ofJobs || jobsPerCustomer !== undefined)) {
    throw CliError.usage(`${file}: ${ofCustomers ? 'perCustomer' : ofJobs ? 'perJob' : 'jobsPerCustomer'} requires customers. For example: "customers": 100.`);
  }
  if (jobsPerCustomer === undefined && ofJobs) throw CliError.usage(`${file}: perJob requires jobsPerCustomer. For example: "jobsPerCustomer": 30.`);
  for (const entry of entries) requireOthers(file, entry, entries);
  for (const resource of new Set(entries.flatMap(({ targets }) => targets.map((target) => target.resource)))) {
    checkQueue(usage, resource);
    checkFunction(usage, resource);
  }
}

function requireOthers(file: string, { name, key, targets }: UsageEntry, entries: readonly UsageEntry[]): void {
  for (const { resource, needs } of targets) {
    const has = entries.some((other) => needs.includes(other.key) && other.targets.some((target) => target.resource === resource));
    if (needs.length > 0 && !has) throw CliError.usage(`${file}: ${name}.${key} requires ${needs.join(' or ')}. Add it, or remove ${key}.`);
  }
}

function checkQueue(usage: Usage, resource: Resource): void {
  const messages = figureOf(usage, resource, 'messages');
  const requests = figureOf(usage, resource, 'requests');
  if (messages === undefined || requests === undefined) return;
  const least = Math.floor(CALLS * messages / MESSAGES_PER_CALL);
  if (requests < least) {
    throw CliError.usage(`${usage.file}: ${resource.logicalId}.requests must be at least ${least}, but got ${requests}: ${messages} messages are sent, received and deleted, at most ${MESSAGES_PER_CALL} in a call. For example: ${CALLS * messages}.`);
  }
}

function checkFunction(usage: Usage, resource: Resource): void {
  const [calls, gbSeconds, seconds] = ['invocations', 'gbSeconds', 'seconds'].map((key) => figureOf(usage, resource, key));
  if (calls === undefined || gbSeconds === undefined || seconds === undefined) return;
  const gb = gbOf(resource);
  if (gb === undefined) return;
  const follows = calls * seconds * gb;
  if (Math.abs(follows - gbSeconds) > TOLERANCE * Math.max(follows, gbSeconds)) {
    throw CliError.usage(`${usage.file}: ${resource.logicalId}.gbSeconds is ${gbSeconds}, but ${calls} calls of ${seconds} s with ${gb} GB take ${Number(follows.toPrecision(6))}. Remove gbSeconds or seconds.`);
  }
}

function gbOf({ properties }: Resource): number | undefined {
  try {
    return (numberOf(properties, 'MemorySize') ?? DEFAULT_MEMORY_MB) / MB_PER_GB;
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

import { refuse } from '../stage/refuse';

const MAX_LENGTH = 64;

/** Returns the service that owns a resource: a tag, the beginning of its exports, and of the name of its stack. */
export function requireService(what: string, service: string): string {
  if (typeof service !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(service) || service.length > MAX_LENGTH) {
    refuse(`${what}, service`, service, `A service has 1 to ${MAX_LENGTH} lower-case letters and digits, in words joined by hyphens: `
      + 'names of exports and stacks begin with it.', '"listbackup-api-billing"');
  }
  return service;
}

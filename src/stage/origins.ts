import { ListBackupStage } from './list-backup-stage';
import { LOCAL_WEB_ORIGIN, webOrigin } from './naming';
import { refuse } from './refuse';

/** Where the web application of a stage may be served: the stage's own host, and a developer's machine in development. */
export function defaultWebOrigins(stage: ListBackupStage, domainName: string): string[] {
  return stage.isDevelopment ? [webOrigin(stage, domainName), LOCAL_WEB_ORIGIN] : [webOrigin(stage, domainName)];
}

/** Refuses what a browser would never send as an origin. */
export function requireOrigins(what: string, origins: readonly string[]): void {
  if (!Array.isArray(origins) || origins.length === 0) {
    refuse(what, origins, 'At least one origin is needed.', '["https://app.example.com"]');
  }
  for (const origin of origins) {
    const valid = typeof origin === 'string' && (origin === '*' || /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i.test(origin));
    if (!valid) refuse(what, origin, 'An origin is scheme, host and port, without a path.', '"https://app.example.com"');
  }
}

/** Refuses a zone name that is not a domain. */
export function requireDomainName(what: string, name: string): string {
  if (typeof name !== 'string' || !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(name) || name.length > 253) {
    refuse(what, name, 'A domain is lower-case labels joined by dots.', '"listbackup.ai"');
  }
  return name;
}

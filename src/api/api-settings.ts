import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ListBackupApiOptions } from './api-options';
import { ListBackupStage } from '../stage';
import { defaultWebOrigins, requireDomainName, requireOrigins } from '../stage/origins';
import { refuse, requireInteger } from '../stage/refuse';
import { requireBoolean } from '../stage/require';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'];
const HEADERS = ['Content-Type', 'Authorization', 'X-Amz-Date', 'X-Api-Key', 'X-Amz-Security-Token'];
const MAX_AGE_SECONDS = 24 * 60 * 60;

/** What AWS gives an account in a region: more could not be had. */
const MAX_RATE = 10_000;
const MAX_BURST = 5_000;

/** How much the API takes. */
export interface Throttling {
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
}

export function throttling({ throttlingRateLimit, throttlingBurstLimit }: ListBackupApiOptions): Throttling {
  requireInteger('throttlingRateLimit', throttlingRateLimit, 1, MAX_RATE, 1000);
  requireInteger('throttlingBurstLimit', throttlingBurstLimit, 1, MAX_BURST, 500);
  return { throttlingRateLimit: throttlingRateLimit ?? 1000, throttlingBurstLimit: throttlingBurstLimit ?? 500 };
}

/** Which pages may call the API from a browser. */
export function cors(stage: ListBackupStage, options: ListBackupApiOptions, domainName: string): CfnApi.CorsProperty {
  const { corsOrigins, corsCredentials } = options;
  requireBoolean('corsCredentials', corsCredentials);
  const allowOrigins = corsOrigins ?? defaultWebOrigins(stage, requireDomainName('domainName', domainName));
  requireOrigins('corsOrigins', allowOrigins);
  for (const origin of allowOrigins) requireForHttpApi(origin, stage, corsCredentials ?? false);
  return { allowOrigins, allowMethods: METHODS, allowHeaders: HEADERS, allowCredentials: corsCredentials ?? false, maxAge: MAX_AGE_SECONDS };
}

function requireForHttpApi(origin: string, stage: ListBackupStage, credentials: boolean): void {
  const works = `"https://${stage.stageName}.listbackup.ai"`;
  if (origin === '*' && credentials) refuse('corsOrigins', origin, 'It excludes corsCredentials: browsers send no cookies to an API that admits every page.', works);
  if (origin === '*' && !stage.isDevelopment) refuse('corsOrigins', origin, `It is for development, and "${stage.stageName}" is a ${stage.kind} stage.`, works);
  if (origin !== '*' && origin.includes('*')) refuse('corsOrigins', origin, 'An HTTP API knows no pattern of hosts.', works);
}

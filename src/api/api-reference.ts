import { Stack } from 'aws-cdk-lib';
import { publishedReference } from '../exports/published-reference';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** API Gateway makes up its IDs: outside the API's own stack they are known only from what is published under that key. */
export function published(home: Stack, stage: ListBackupStage, key: string, inside: string): string {
  return publishedReference(home, stage, SERVICES.apiGateway, key, inside);
}

import { ListBackupDeliveryOptions } from './delivery-options';

/** Whom GitHub's tokens are issued by, without `https://`: an account knows the provider by this name. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** Whom the tokens are for that AWS takes. */
export const AUDIENCE = 'sts.amazonaws.com';

const DEFAULT_BRANCH = 'main';

/** What a token of GitHub says it was issued to. A job that names an environment is known by this, whatever its branch. */
export function subjectOf({ repository, branch, environment }: ListBackupDeliveryOptions): string {
  return `repo:${repository}:${environment === undefined ? `ref:refs/heads/${branch ?? DEFAULT_BRANCH}` : `environment:${environment}`}`;
}

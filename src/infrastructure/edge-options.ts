import { ListBackupEdgeOptions, ListBackupFirewallOptions } from '../edge';

/**
 * What can be chosen for the edge of a whole infrastructure: its distributions and its firewall.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html
 */
export interface ListBackupInfrastructureEdgeOptions extends ListBackupEdgeOptions, ListBackupFirewallOptions {
  /**
   * Whether the routes of the API that its Lambda authorizer guards answer only to requests that came through the edge. A secret
   * `listbackup/{stage}/edge` is made for it, in the stack of the secrets, and the API's own endpoint is disabled. Needs `frontsApi`, and
   * excludes `edgeSecret`, which is a secret of the caller's own for the same.
   *
   * @default false
   */
  readonly onlyThroughEdge?: boolean;
}

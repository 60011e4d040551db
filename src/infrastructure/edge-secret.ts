import { ListBackupInfrastructureEdgeOptions } from './edge-options';
import { ListBackupSecretsOptions } from '../secrets';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';

/** By this the edge makes itself known to the API's authorizer. */
const EDGE_SECRET = { description: 'What the edge sends to the API', generate: { length: 48, excludePunctuation: true } };

/** The stage's secrets, with the edge's own among them where only the edge may call the API. */
export function withEdgeSecret(
  secrets: ListBackupSecretsOptions | undefined,
  edge: ListBackupInfrastructureEdgeOptions | undefined,
): ListBackupSecretsOptions | undefined {
  requireBoolean('edge.onlyThroughEdge', edge?.onlyThroughEdge);
  if (!edge?.onlyThroughEdge) return secrets;
  if (!edge.frontsApi) refuse('edge.onlyThroughEdge', true, 'It is for the API, in front of which the edge does not stand.', 'edge: { frontsApi: true, onlyThroughEdge: true }');
  if (edge.edgeSecret) refuse('edge.onlyThroughEdge', true, 'It makes a secret, and edgeSecret is one already.', 'one of the two');
  return { ...secrets, secrets: { edge: EDGE_SECRET, ...secrets?.secrets } };
}

import {
  DescribeStackDriftDetectionStatusCommand, DescribeStackResourceDriftsCommand, DetectStackDriftCommand, type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';

const WITHIN_MS = 120_000;
const EVERY_MS = 2000;

/**
 * Returns the resources of a stack that differ from its template, by `stack.logicalId`. Undefined without permission, or if the answer
 * takes too long. Drift detection changes nothing.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/detect-drift-stack.html
 */
export async function driftOf(client: CloudFormationClient, stack: string): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const { StackDriftDetectionId: id } = await client.send(new DetectStackDriftCommand({ StackName: stack }));
    return await isDetected(client, id) ? await driftedIn(client, stack) : undefined;
  } catch {
    // The credentials may read and not look for drift: then the report says how to look.
    return undefined;
  }
}

async function isDetected(client: CloudFormationClient, id: string | undefined): Promise<boolean> {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end;) {
    const { DetectionStatus: status } = await client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id }));
    if (status !== 'DETECTION_IN_PROGRESS') return status === 'DETECTION_COMPLETE';
    await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
  }
  return false;
}

async function driftedIn(client: CloudFormationClient, stack: string): Promise<ReadonlyMap<string, string>> {
  const drifted = new Map<string, string>();
  for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
    const page = await client.send(new DescribeStackResourceDriftsCommand({
      StackName: stack, StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'], ...token === undefined ? {} : { NextToken: token },
    }));
    for (const { LogicalResourceId: id, StackResourceDriftStatus: status, PropertyDifferences: differences = [] } of page.StackResourceDrifts ?? []) {
      const places = differences.map(({ PropertyPath: path }) => path).join(', ');
      drifted.set(`${stack}.${id ?? ''}`, status === 'DELETED' ? 'it was deleted' : `${places} differ`);
    }
    token = page.NextToken;
  }
  return drifted;
}

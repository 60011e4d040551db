import { CfnElement, CfnOutput, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { requireAvailable } from '../validation/regions';

/** The child of that id, made when it is first asked for: a handle that nobody uses costs nothing, and cannot err. */
export function childOf<T extends IConstruct>(scope: IConstruct, id: string, make: () => T): T {
  return scope.node.tryFindChild(id) as T | undefined ?? make();
}

/** Which construct path holds which logical ID in a stack; outputs may share a key with a resource, as CloudFormation allows. */
type Claims = Map<string, string>;

const CLAIMS = new WeakMap<Stack, Claims>();

/**
 * Gives a resource or an output its contractual logical ID, wherever in the tree it stands, so that moving a construct replaces nothing.
 * Refuses a second one in the same stack, and has synthesis refuse a stranger's resource of the same logical ID.
 */
export function claimLogicalId<T extends CfnElement>(element: T, logicalId: string): T {
  requireAvailable(element);
  const claims = claimsOf(element.stack);
  const claim = claimKey(element, logicalId);
  const holder = claims.get(claim);
  if (holder !== undefined) {
    throw new Error(`Stack "${element.stack.stackName}" already has the logical ID ${logicalId} (${holder}), so ${element.node.path} can't use it. `
      + 'Put the second stage in its own stack.');
  }
  claims.set(claim, element.node.path);
  element.overrideLogicalId(logicalId);
  return element;
}

function claimsOf(stack: Stack): Claims {
  let claims = CLAIMS.get(stack);
  if (!claims) {
    claims = new Map();
    CLAIMS.set(stack, claims);
    stack.node.addValidation({ validate: () => collisions(stack) });
  }
  return claims;
}

/** CloudFormation wants logical IDs unique among resources, parameters and conditions, and separately among outputs. */
function claimKey(element: CfnElement, logicalId: string): string {
  return `${element instanceof CfnOutput ? 'output' : 'resource'} ${logicalId}`;
}

/**
 * Returns an error for each logical ID used twice. CDK itself would report only "section 'Resources' already contains …", without the construct
 * paths.
 */
function collisions(stack: Stack): string[] {
  const claims = claimsOf(stack);
  const holders = new Set(claims.values());
  const strangers = elementsOf(stack).filter((element) => {
    // Most are the library's own, and to resolve a logical ID costs far more than to look up a path.
    if (holders.has(element.node.path)) return false;
    const holder = claims.get(claimKey(element, stack.resolve(element.logicalId)));
    return holder !== undefined && holder !== element.node.path;
  });
  return strangers.map((element) => {
    const logicalId = stack.resolve(element.logicalId);
    return `the logical ID ${logicalId} of ${element.node.path} belongs to ${claims.get(claimKey(element, logicalId))}: `
      + `it is part of the ListBackup contract. Give yours another construct ID, for example My${logicalId}.`;
  });
}

function elementsOf(stack: Stack): CfnElement[] {
  const within = (node: IConstruct): CfnElement[] => [
    ...(CfnElement.isCfnElement(node) ? [node] : []),
    ...node.node.children.filter((child) => !Stack.isStack(child)).flatMap(within),
  ];
  return within(stack);
}

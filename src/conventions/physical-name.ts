import { Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupStage } from '../stage';
import { invalid, show } from '../validation/invalid';

const CATALOGUE_SCOPES = new WeakSet<IConstruct>();

/** Marks a construct as one that makes the catalogue's own resources: only below it may their names be used. */
export function makesCatalogue(scope: IConstruct): void {
  CATALOGUE_SCOPES.add(scope);
}

export function isCatalogueScope(scope: IConstruct | undefined): boolean {
  return scope !== undefined && CATALOGUE_SCOPES.has(scope);
}

/**
 * The place that a name is claimed in. A stack that doesn't say where it goes is deployed beside the others of its app, or of its `Stage`,
 * which an app may deploy to an account of its own. Which account it shares with another stage's stack is left open.
 */
export function placeOf(stack: Stack, within: 'region' | 'account' = 'region'): string {
  const { account, region, environment } = stack;
  if (within === 'account') return `account ${Token.isUnresolved(account) ? `of ${stack.node.path}` : account}`;
  const assembly = [account, region].some((part) => Token.isUnresolved(part)) ? Stage.of(stack)?.node.path : undefined;
  return assembly ? `${environment} of ${assembly}` : environment;
}

/** Refuses a resource of the consumer's own that would take a logical ID or a physical name of the catalogue. */
export function requireOwnName(
  scope: IConstruct, id: string, name: string, taken: { readonly [id: string]: string }, maker: string, what = 'name',
): void {
  if (isCatalogueScope(scope)) return;
  const clash = Object.entries(taken).find(([key, takenName]) => key === id || takenName === name);
  if (clash) {
    invalid(what, name, `can't be ${show(name)}, the name of the catalogue's ${clash[0]}, which ${maker} creates`, `Use another id, such as "My${id}", and another name.`);
  }
}

/** Refuses a construct ID that cannot become a logical ID and a name. */
export function requireResourceId(id: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(id)) {
    invalid('id', id, 'must have letters and digits only, and start with a letter: it becomes the logical ID and the name', 'For example: "Webhooks".');
  }
}

/** Which construct path holds which name of which kind, by app. */
const NAMES = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Refuses a second resource of the same name in an account and region, in whichever stacks of the app the two stand: the second
 * deployment would fail, or take over what the first made.
 *
 * @param within whether each region of an account may hold one of that name, or the account only one
 * @param fix the end of the sentence that tells what to do instead
 */
export function claimPhysicalName(
  holder: IConstruct, kind: string, name: string, within: 'region' | 'account' = 'region', fix = 'or choose another name or stage',
): void {
  const { root, path } = holder.node;
  const stack = Stack.of(holder);
  const environment = placeOf(stack, within);
  const names = NAMES.get(root) ?? new Map<string, string>();
  NAMES.set(root, names);
  const claim = `${environment} ${kind} ${name}`;
  const other = names.get(claim);
  if (other !== undefined) {
    throw new Error(`The ${kind} name ${show(stack.resolve(name))} is already used by ${other} in ${environment}, so ${path} can't use it. `
      + `Reuse the handle of ${other}, ${fix}.`);
  }
  names.set(claim, path);
}

/**
 * Returns the name of a resource that exists once per account instead of once per region: IAM roles, dashboards, budgets, CloudFront's
 * policies and access controls. In a standby region the name contains the region, because the primary's resource has the name without it.
 */
export function accountWideName(scope: IConstruct, stage: ListBackupStage, name: string): string {
  const { standbyFor } = stage;
  return standbyFor === undefined ? name : `${name}-${requireStandbyRegion(Stack.of(scope).region, standbyFor)}`;
}

/** Returns a standby's own region, and refuses that of the primary and one known only at deployment. */
export function requireStandbyRegion(region: string, standbyFor: string): string {
  const works = `env: { account: "123456789012", region: "${standbyFor === 'us-east-1' ? 'us-west-2' : 'us-east-1'}" }`;
  if (Token.isUnresolved(region)) invalid('standbyFor', standbyFor, 'requires stacks with a concrete Region: their names contain it', `For example: ${works}.`);
  if (region === standbyFor) invalid('standbyFor', standbyFor, 'must be another Region than that of the standby\'s own stacks', `For example: ${works}.`);
  return region;
}

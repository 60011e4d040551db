import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../stage/refuse';

const CATALOGUE_SCOPES = new WeakSet<IConstruct>();

/** Marks a construct as one that makes the catalogue's own resources: only below it may their names be used. */
export function makesCatalogue(scope: IConstruct): void {
  CATALOGUE_SCOPES.add(scope);
}

export function isCatalogueScope(scope: IConstruct | undefined): boolean {
  return scope !== undefined && CATALOGUE_SCOPES.has(scope);
}

/**
 * Whether this is the catalogue's, in a stack that does not say where it goes: an app may hold a layer in several such stacks and deploy
 * each to an account of its own. A service's own resource has no such reason to stand twice.
 */
export function mayStandElsewhere(construct: IConstruct): boolean {
  const { account, region } = Stack.of(construct);
  return [account, region].some((part) => Token.isUnresolved(part)) && construct.node.scopes.some(isCatalogueScope);
}

/** Refuses a resource of the consumer's own that would take a logical ID or a physical name of the catalogue. */
export function requireOwnName(
  kind: string, scope: IConstruct, id: string, name: string, taken: { readonly [id: string]: string }, maker: string,
): void {
  if (isCatalogueScope(scope)) return;
  const clash = Object.entries(taken).find(([key, takenName]) => key === id || takenName === name);
  if (clash) {
    refuse(`${kind} ${id}`, name, `The name belongs to the catalogue's ${clash[0]}; ${maker} makes it.`, `another id, such as "My${id}", and another name`);
  }
}

/** Refuses a construct ID that cannot become a logical ID and a name. */
export function requireResourceId(kind: string, id: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(id)) {
    refuse(`${kind} id`, id, 'The id becomes the logical ID and the name: letters and digits, starting with a letter.', '"Webhooks"');
  }
}

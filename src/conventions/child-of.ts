import { IConstruct } from 'constructs';

/** The child of that id, made when it is first asked for: a handle that nobody uses costs nothing, and cannot err. */
export function childOf<T extends IConstruct>(scope: IConstruct, id: string, make: () => T): T {
  return scope.node.tryFindChild(id) as T | undefined ?? make();
}

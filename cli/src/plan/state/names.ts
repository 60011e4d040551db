import type { StackState, StageState } from './stage-state';
import type { ResourceView, Views } from './view';
import { hasSymbol } from '../../template';

/** Types whose names are unique beyond one Region. */
const GLOBAL = /^AWS::(IAM|S3|CloudFront|Route53)::/;
/** Types that share their names. */
const FAMILIES: Readonly<Record<string, string>> = { 'AWS::DynamoDB::GlobalTable': 'AWS::DynamoDB::Table' };

/** Who has a physical name. */
export interface Owner {
  readonly stack: string;
  readonly resource: ResourceView;
}

/** What no two resources may share; `undefined` where AWS makes the name, or only the deployment knows it. */
export function nameKeyOf(stack: StackState, { type, name, facts, properties }: ResourceView): string | undefined {
  if (name === undefined || hasSymbol(name) || !facts.known) return undefined;
  // A rule's name is unique on its bus.
  const within = type === 'AWS::Events::Rule' ? `${JSON.stringify(properties.EventBusName ?? 'default')}/` : '';
  return nameKey(type, stack.region, within + name);
}

/** The key of a name that a list gives. */
export function nameKey(type: string, region: string | undefined, name: string): string {
  return `${FAMILIES[type] ?? type} ${GLOBAL.test(type) ? '' : region ?? ''} ${name}`;
}

/** Every physical name that the templates of a stage give, with all who claim it. */
export function ownersIn(stage: StageState, views: Views): ReadonlyMap<string, readonly Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const stack of stage.values()) {
    for (const resource of views.of(stack, stage).resources.values()) {
      const key = nameKeyOf(stack, resource);
      if (key !== undefined) owners.set(key, [...owners.get(key) ?? [], { stack: stack.name, resource }]);
    }
  }
  return owners;
}

import { Lazy, Stack } from 'aws-cdk-lib';
import { AuthorizerRule } from './authorizer-rules';
import { refuse } from '../stage/refuse';

/** Lambda has 4 KB for the whole environment; the rest of ours needs less than what is left. */
const MAX_BYTES = 3500;

/** The rules of an authorizer's routes, as they come. */
export class AuthorizerRuleBook {
  private readonly rules: AuthorizerRule[] = [];
  private readonly places = new Map<string, number>();
  private readonly routes: { [routeKey: string]: number } = {};

  /** Enters a route; the same rule stands once. */
  public enter(routeKey: string, { groups, scopes, anonymous }: AuthorizerRule): void {
    if (routeKey in this.routes) refuse('route', routeKey, 'The authorizer guards it already.', 'another method or path');
    // What is not asked for is left out, so that equal rules look equal.
    const rule = { ...(groups && { groups }), ...(scopes && { scopes }), ...(anonymous && { anonymous }) };
    const text = JSON.stringify(rule);
    const place = this.places.get(text) ?? this.rules.push(rule) - 1;
    this.places.set(text, place);
    this.routes[routeKey] = place;

    const size = Buffer.byteLength(JSON.stringify(this.book));
    if (size > MAX_BYTES) {
      delete this.routes[routeKey];
      refuse('route', routeKey, `With it the authorizer's rules take ${size} bytes, and the environment of its function has room for ${MAX_BYTES}.`,
        'a function in another stack, whose routes get an authorizer of their own');
    }
  }

  /** All rules as text, whenever the template is written. */
  public render(stack: Stack): string {
    return Lazy.string({ produce: () => stack.toJsonString(this.book) });
  }

  private get book() {
    return { rules: this.rules, routes: this.routes };
  }
}

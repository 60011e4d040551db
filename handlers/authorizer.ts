import { authorize } from './authorizer/authorize';
import { partsFromEnvironment } from './authorizer/environment';
import { AuthorizerEvent, AuthorizerResult } from './authorizer/event';

const parts = partsFromEnvironment(process.env);

/** The Lambda authorizer of routes that name groups, or that only the edge may call. */
export const handler = async (event: AuthorizerEvent): Promise<AuthorizerResult> => authorize(event, parts);

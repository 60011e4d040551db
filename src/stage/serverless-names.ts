/**
 * The name of a function in the logical IDs that Serverless 3 makes: `get-users` becomes `GetDashusers`.
 *
 * @see https://www.serverless.com/framework/docs/providers/aws/guide/resources
 */
export function normalizeFunctionKey(key: string): string {
  const text = key.replace(/-/g, 'Dash').replace(/_/g, 'Underscore');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

import type { Node, Stage } from './mutations';

const HOLDS = /^AWS::(DynamoDB|S3::Bucket$|SQS::Queue$|Logs::LogGroup|Cognito::UserPool$|RDS|KMS::Key|EFS|Kinesis|ECR|OpenSearchService::Domain|SecretsManager)/;
/** Names under which a switch protects, and under which a number is how long something is kept. */
const SWITCH = /Protection|Recovery|Versioning|Encrypt|Rotation|^Status$|MultiAZ/;
const KEPT_FOR = /Retention|PendingWindow/;
const ON = new Set<unknown>([true, 'true', 'Enabled', 'ENABLED', 'ACTIVE']);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is plainly protected less afterwards, read from names and values alone: a floor, and no rule of the planner. */
export function weaker(before: Stage, after: Stage): readonly string[] {
  return Object.entries(before).flatMap(([stack, { Resources }]) => Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const next = after[stack]?.Resources[id];
    if (!HOLDS.test(Type) || next?.Type !== Type || next.Condition !== undefined) return [];
    return below(Properties ?? {}, next.Properties ?? {}, '').map((path) => `${stack}.${id}${path}`);
  }));
}

function below(before: unknown, after: unknown, path: string): readonly string[] {
  if (!isNode(before)) return [];
  return Object.entries(before).flatMap(([name, old]) => {
    const next = isNode(after) ? after[name] : undefined;
    const here = `${path}.${name}`;
    // A rule for objects that expire is the one switch that protects while it is off.
    if (path.endsWith('.Rules') || path.includes('TimeToLive')) return [];
    if (SWITCH.test(name) && ON.has(old) && (next === undefined || next === false || next === 'false')) return [here];
    if (KEPT_FOR.test(name) && typeof old === 'number' && typeof next === 'number' && next < old) return [here];
    return below(old, next, here);
  });
}

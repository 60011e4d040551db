import type { Node, Stage } from './mutations';
import type { Random } from './random';

type Resource = Node & { Type: string; Properties?: Node };

const TOKEN = 'arn:aws:lambda:us-west-2:123456789012:function:provider';

function ofType(stage: Stage, random: Random, type: RegExp): Node | undefined {
  const found = Object.values(stage).flatMap(({ Resources }) => Object.values(Resources) as Resource[]).filter(({ Type }) => type.test(Type));
  const resource = random.of(found);
  if (resource) resource.Properties ??= {};
  return resource?.Properties;
}

const TABLE = /^AWS::DynamoDB::(Global)?Table$/;

/** Edits after which something is surely lost: a plan may not be safe unless the owner is asked. Returns false if the stage has no place for the edit. */
export const HARMFUL: Readonly<Record<string, (stage: Stage, random: Random) => boolean>> = {
  'objects expire sooner': (stage, random) => {
    const bucket = ofType(stage, random, /^AWS::S3::Bucket$/);
    if (!bucket) return false;
    const { Rules: rules = [] } = (bucket.LifecycleConfiguration ?? {}) as { Rules?: unknown[] };
    bucket.LifecycleConfiguration = { Rules: [...rules, { Id: 'sooner', Status: 'Enabled', ExpirationInDays: 1 + random.below(3) }] };
    return true;
  },
  'few old versions are kept': (stage, random) => {
    const bucket = ofType(stage, random, /^AWS::S3::Bucket$/);
    if (!bucket) return false;
    bucket.LifecycleConfiguration = { Rules: [{ Id: 'few', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 1 } }] };
    return true;
  },
  'items expire by another attribute': (stage, random) => {
    const table = ofType(stage, random, TABLE);
    if (table) table.TimeToLiveSpecification = { AttributeName: 'createdAt', Enabled: true };
    return table !== undefined;
  },
  'another view of a stream': (stage, random) => {
    const table = ofType(stage, random, TABLE);
    const { StreamViewType: type } = (table?.StreamSpecification ?? {}) as Node;
    if (!table || type === undefined) return false;
    table.StreamSpecification = random.below(2) === 0 ? { StreamViewType: 'KEYS_ONLY' } : undefined;
    return type !== 'KEYS_ONLY';
  },
  'a creation that deletes': (stage, random) => {
    const template = random.of(Object.values(stage));
    if (!template) return false;
    const action = random.of(['deleteTable', 'purgeQueue', 'DeleteBucketCommand', 'updateTimeToLive']);
    template.Resources.Call = { Type: 'Custom::AWS', Properties: { ServiceToken: TOKEN, Create: JSON.stringify({ service: 'Any', action }) } };
    return true;
  },
};

import { isOn, type KindRow } from './kinds';
import { lostNotification } from './notifications';
import { STRENGTHS } from './strengths';
import { hasSymbol, isList, isObject, listOf, objectOf, type Json, type JsonObject } from '../../template';

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

/** Types that forward until they are switched off. */
const FORWARDING = ['AWS::Events::Rule', 'AWS::Lambda::EventSourceMapping', 'AWS::Scheduler::Schedule', 'AWS::Pipes::Pipe'];

/** Changes in place after which something protects less, or somebody is no longer called. */
export const WEAKENING: readonly KindRow[] = [
  {
    rule: 'weakened',
    name: /^(DeletionProtection(Enabled|Check|Status|Configuration)?|DeletionProtected|DeleteProtection|TerminationProtect(ed|ionEnabled)|DisableApi(Termination|Stop)|DisassociationProtectionEnabled|(Subnet|FirewallPolicy|AvailabilityZone)ChangeProtection|ReplicationOverwriteProtection|MutationProtection|ManagedTerminationProtection)$/,
    loss: (before, after) => (protects(before) && !protects(after) ? 'nothing protects it from deletion any more' : undefined),
    source: `${REFERENCE}aws-template-resource-type-ref.html`,
  },
  {
    rule: 'weakened',
    name: /^(ObjectLockConfiguration|LockConfiguration|DefaultRetention)$/,
    loss: (before) => (before === undefined ? undefined : 'what it holds is locked for less long, or not at all'),
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  },
  {
    rule: 'weakened',
    name: /^NotificationConfiguration$/,
    types: ['AWS::S3::Bucket'],
    structural: true,
    loss: (before, after) => {
      const lost = lostNotification(before, after);
      return lost === undefined ? undefined : `nobody is notified of ${lost} any more`;
    },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
  },
  {
    rule: 'weakened',
    name: /^(NotificationConfigurations?|NotificationARNs|NotificationTopicArn|LoggingConfiguration|ReplicationConfiguration|RedrivePolicy|DeadLetter(Config|Queue|TargetArn)|OnFailure|OnSuccess|DestinationConfig|KinesisStreamSpecification|LambdaConfig|LambdaTriggers|AlarmActions|OKActions|InsufficientDataActions|Targets|Subscription|Subscribers|EnableCloudwatchLogsExports|AuditLogConfigurations?|Aliases|VPCs|WebACLId|WebAclArn)$/,
    except: ['AWS::Cognito::UserPool'],
    structural: true,
    loss: (before, after) => {
      const gone = lessOf(before, after);
      return gone === undefined ? undefined : `${gone} no longer gets anything`;
    },
    source: `${REFERENCE}aws-template-resource-type-ref.html`,
  },
  {
    rule: 'weakened',
    name: /^EnableKeyRotation$/,
    loss: (before, after) => (isOn(before) && !isOn(after) ? 'its key material is no longer rotated' : undefined),
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  },
  {
    rule: 'weakened',
    name: /^(State|Enabled|Status)$/,
    types: FORWARDING,
    absent: true,
    loss: (before, after, { path }) => (path.length === 1 && switchedOn(before) && !switchedOn(after) ? 'nothing is forwarded any more' : undefined),
    source: `${REFERENCE}aws-resource-events-rule.html`,
  },
  {
    rule: 'weakened',
    name: /^ActionsEnabled$/,
    absent: true,
    loss: (before, after) => (before !== 'false' && after === 'false' ? 'nobody is notified any more' : undefined),
    source: `${REFERENCE}aws-resource-cloudwatch-alarm.html`,
  },
  {
    rule: 'weakened',
    name: /^(State|Enabled|Status|IsLogging)$/,
    except: FORWARDING,
    loss: (before, after) => (isOn(before) && !isOn(after) ? 'it is switched off' : undefined),
    source: `${REFERENCE}aws-template-resource-type-ref.html`,
  },
  ...STRENGTHS,
];

/** These types forward unless they are told not to. */
function switchedOn(value: Json | undefined): boolean {
  return value === undefined || isOn(value) || /^(ENABLED|RUNNING)/.test(String(value as string));
}

function protects(value: Json | undefined): boolean {
  return isObject(value) ? Object.values(value).some(protects) : isOn(value);
}

const SWITCHES = ['Status', 'Enabled'];

/** An entry that the old value has and the new one lacks; another target of the same entry is no loss. */
function lessOf(before: Json | undefined, after: Json | undefined): string | undefined {
  if (before === undefined) return undefined;
  if (after === undefined) return labelOf(before);
  if (typeof before !== typeof after && (hasSymbol(before) || hasSymbol(after))) return 'something that is not known here';
  if (isList(before)) {
    const events = (list: Json): readonly string[] => listOf(list).map((item) => String(objectOf(item).Event as string)).sort();
    if (listOf(after).length < before.length) return before.map(labelOf).find((label) => !listOf(after).map(labelOf).includes(label)) ?? 'an entry';
    const twin = (item: Json): JsonObject => objectOf(listOf(after).find((other) => isObject(other) && labelOf(other) === labelOf(item)));
    const off = before.find((item) => SWITCHES.some((name) => isOn(objectOf(item)[name]) && !isOn(twin(item)[name])));
    return off === undefined ? events(before).find((event) => !events(after).includes(event)) : labelOf(off);
  }
  if (!isObject(before) || !isObject(after)) return undefined;
  for (const [key, value] of Object.entries(before)) {
    if (SWITCHES.includes(key) && isOn(value) && !isOn(after[key])) return key;
    const gone = lessOf(value, after[key]);
    if (gone !== undefined) return after[key] === undefined ? key : gone;
  }
  return undefined;
}

function labelOf(value: Json): string {
  const { Id: id, Event: event, Arn: arn, Endpoint: endpoint, Name: name } = objectOf(value);
  const label = id ?? event ?? endpoint ?? arn ?? name ?? (typeof value === 'string' ? value : undefined);
  return typeof label === 'string' ? label : 'a target';
}

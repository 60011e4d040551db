import { Duration } from 'aws-cdk-lib';
import { HttpMethods, LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { ListBackupBucket, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { synth } from '../support/synth';

/** The bucket's own properties where a caller says when objects move and go. */
const bucketWith = (props: object) => synth((stack) => new ListBackupBucket(stack, 'Reports', { stage: ListBackupStage.MAIN, ...props })).Resources.ReportsBucket.Properties;

test('each part of a rule is rendered', () => {
  const rule: LifecycleRule = {
    id: 'old',
    prefix: 'tmp/',
    expirationDate: new Date('2030-01-01T00:00:00Z'),
    noncurrentVersionExpiration: Duration.days(5),
    noncurrentVersionsToRetain: 3,
    tagFilters: { kind: 'scratch', year: 2030, kept: false },
    transitions: [{ storageClass: StorageClass.GLACIER, transitionDate: new Date('2029-01-01T00:00:00Z') }],
    noncurrentVersionTransitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(1), noncurrentVersionsToRetain: 2 }],
  };
  expect(bucketWith({ lifecycleRules: [rule] }).LifecycleConfiguration).toEqual({
    Rules: [{
      Id: 'old',
      Status: 'Enabled',
      Prefix: 'tmp/',
      ExpirationDate: '2030-01-01T00:00:00Z',
      NoncurrentVersionExpiration: { NoncurrentDays: 5, NewerNoncurrentVersions: 3 },
      TagFilters: [{ Key: 'kind', Value: 'scratch' }, { Key: 'year', Value: '2030' }, { Key: 'kept', Value: 'false' }],
      Transitions: [{ StorageClass: 'GLACIER', TransitionDate: '2029-01-01T00:00:00Z' }],
      NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1, NewerNoncurrentVersions: 2 }],
    }],
  });
});

test.each<[string, object, RegExp]>([
  ['a date that is text', { expirationDate: '2030-01-01' }, refusal('lifecycleRules.expirationDate', '2030-01-01', 'must be a Date')],
  ['a date that is none', { expirationDate: new Date('x') }, refusal('expirationDate', ANY_VALUE, 'must be a Date')],
  ['a marker that is text', { expiredObjectDeleteMarker: 'yes' }, refusal('expiredObjectDeleteMarker', 'yes')],
  ['an ID that is a number', { id: 7 }, refusal('lifecycleRules.id', 7)],
  ['a prefix that is a list', { prefix: ['tmp/'] }, refusal('lifecycleRules.prefix', /\["tmp\/"\]/)],
  ['no version to retain', { noncurrentVersionsToRetain: 0 }, refusal('noncurrentVersionsToRetain', 0)],
  ['a tag that is an object', { tagFilters: { kind: {} } }, refusal('tagFilters.kind', /\{\}/, 'must be text')],
  ['a tag that is no number', { tagFilters: { kind: NaN } }, refusal('tagFilters.kind')],
  ['a storage class by its name', { transitions: [{ storageClass: 'GLACIER' }] }, refusal('transitions.storageClass', 'GLACIER', 'must be a storage class')],
  ['a transition on a date that is text', { transitions: [{ storageClass: StorageClass.GLACIER, transitionDate: 'soon' }] }, refusal('transitions.transitionDate', 'soon')],
])('%s is refused', (_, rule, message) => {
  expect(() => bucketWith({ lifecycleRules: [rule] })).toThrow(message);
});

test('the ID of a CORS rule is text', () => {
  const cors = (id: unknown) => bucketWith({ cors: [{ id, allowedMethods: [HttpMethods.GET], allowedOrigins: ['https://example.com'] }] });
  expect(cors('downloads').CorsConfiguration).toMatchObject({ CorsRules: [{ Id: 'downloads' }] });
  expect(() => cors({})).toThrow(refusal('cors.id', /\{\}/, 'must have 1 to 255 characters'));
});

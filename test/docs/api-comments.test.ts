import { lacking, publicTypes } from './api-comments';

/** What lacks something for a reason. */
const REASONS: Readonly<Record<string, string>> = {
  'ListBackupStage: no @see': 'a stage is this library\'s own idea; no page of AWS has it',
  'ListBackupStageKind: no @see': 'so is its kind',
  'ListBackupStandby: no @see': 'so is what a standby does; docs/recovery.md has it',
  'ListBackupSecurityOptions: no @see': 'it holds the posture alone',
  'ListBackupSecurity: no @see': 'a posture is this library\'s own idea; each of its options names its page',
};

const types = publicTypes();
const found = types.flatMap((type) => lacking(type, types));

test('the library is what is read', () => {
  expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(['ListBackupInfrastructure', 'ListBackupTableProps', 'IListBackupApi', 'ListBackupAlarm']));
});

test('every public member says what it does and takes, every option its default and bounds, every type where to read on, every class how it is used', () => {
  expect(found.filter((what) => !(what in REASONS))).toEqual([]);
});

test('every reason is needed', () => {
  expect(Object.keys(REASONS).filter((what) => !found.includes(what))).toEqual([]);
});

test('a type without comments is found', () => {
  const bare = { name: 'Bare', kind: 'class', base: 'constructs.Construct', properties: [{ name: 'size' }], methods: [{ name: 'grow', parameters: [{ name: 'by' }] }] } as const;
  expect(lacking(bare)).toEqual(['Bare: says nothing', 'Bare.size: says nothing', 'Bare.grow: says nothing', 'Bare.grow: no @param by', 'Bare: no @see', 'Bare: no @example', 'Bare: no @throws']);
});

test('an option without a default, and a link that is none, are found', () => {
  const docs = { summary: 'Something.' };
  const props = {
    name: 'BareProps',
    kind: 'interface',
    datatype: true,
    docs: { ...docs, see: 'the manual' },
    properties: [{ name: 'stage', docs }, { name: 'size', optional: true, docs }, { name: 'count', type: { primitive: 'number' }, docs }],
  } as const;
  expect(lacking(props)).toEqual(['BareProps: @see leads nowhere', 'BareProps.size: no @default', 'BareProps.count: no bounds']);
  expect(lacking({ name: 'Kind', kind: 'enum', docs, members: [{ name: 'ONE' }] })).toEqual(['Kind.ONE: says nothing', 'Kind: no @see']);
});

test('props and handles have the page of their class; what overrides a method of the CDK has the CDK\'s words', () => {
  const docs = { summary: 'Something.' };
  const page = { name: 'ListBackupThing', kind: 'class', docs: { ...docs, see: 'https://docs.aws.amazon.com/', example: 'thing' } } as const;
  const props = { name: 'ListBackupThingProps', kind: 'interface', datatype: true, docs } as const;
  const grant = { name: 'grant', overrides: 'aws-cdk-lib.aws_kms.IKey', parameters: [{ name: 'grantee' }], docs } as const;
  const handle = { name: 'IListBackupThing', kind: 'interface', docs, methods: [grant] } as const;
  expect([props, handle].flatMap((type) => lacking(type, [page]))).toEqual([]);
  expect(lacking(props)).toEqual(['ListBackupThingProps: no @see']);
});

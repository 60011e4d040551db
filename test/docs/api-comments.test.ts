import { lacking, publicTypes } from './api-comments';

/** What lacks something for a reason. */
const REASONS: Readonly<Record<string, string>> = {
  'ListBackupStage: no @see': 'a stage is this library\'s own idea; no page of AWS has it',
  'ListBackupSecurity: no @see': 'a posture is this library\'s own idea; each of its options names its page',
};

const types = publicTypes();
const found = types.flatMap(lacking);

test('the library is what is read', () => {
  expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(['ListBackupInfrastructure', 'ListBackupTableProps', 'IListBackupApi', 'ListBackupAlarm']));
});

test('every public member says what it does, every option its default, every class where to read on and how it is used', () => {
  expect(found.filter((what) => !(what in REASONS))).toEqual([]);
});

test('every reason is needed', () => {
  expect(Object.keys(REASONS).filter((what) => !found.includes(what))).toEqual([]);
});

test('a type without comments is found', () => {
  const bare = { name: 'Bare', kind: 'class', base: 'constructs.Construct', properties: [{ name: 'size' }], methods: [{ name: 'grow' }] } as const;
  expect(lacking(bare)).toEqual(['Bare: says nothing', 'Bare.size: says nothing', 'Bare.grow: says nothing', 'Bare: no @see', 'Bare: no @example', 'Bare: no @throws']);
});

test('an option without a default, and a link that is none, are found', () => {
  const docs = { summary: 'Something.' };
  const props = {
    name: 'BareProps',
    kind: 'interface',
    datatype: true,
    docs: { ...docs, see: 'the manual' },
    properties: [{ name: 'stage', docs }, { name: 'size', optional: true, docs }],
  } as const;
  expect(lacking(props)).toEqual(['BareProps: @see leads nowhere', 'BareProps.size: no @default']);
  expect(lacking({ name: 'Kind', kind: 'enum', docs, members: [{ name: 'ONE' }] })).toEqual(['Kind.ONE: says nothing']);
});

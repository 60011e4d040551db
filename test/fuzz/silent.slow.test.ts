import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { definitionOf } from './assembly';
import { attempt, Outcome } from './attempt';
import { argumentsOf, Callable, CALLABLES, METHODS, regionOf } from './callable';
import { Recipe, World } from './recipe';
import { Site, sitesOf } from './sites';
import { firstOf } from './valid';
import { cdkOptions } from '../../scripts/option-names/table';
import {
  ListBackupApi, ListBackupAuth, ListBackupBuckets, ListBackupDataLayer, ListBackupEmail, ListBackupEventBus, ListBackupFunction, ListBackupKey,
  ListBackupMessaging, ListBackupQueues, ListBackupRuntime, ListBackupSecret, ListBackupSecrets, ListBackupStage, ListBackupTables,
} from '../../src';
import CDK_OPTIONS from '../../src/validation/cdk-options.json';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'listbackup-fuzz-'));
  process.env.FUZZ_OUTDIR = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ALL = [...CALLABLES, ...METHODS];

function outcomeOf({ call, bind }: Callable, recipes: readonly Recipe[]): Outcome {
  const world = new World(regionOf(call));
  return attempt(world, argumentsOf(recipes, call, world), bind(world));
}

const isStruct = ({ type }: Site): boolean => type.fqn !== undefined && definitionOf(type.fqn)?.datatype === true;
/** The CDK's own methods: what they take is the CDK's business, and a newer one may take more. */
const OF_CDK = /^ListBackupSecret\.(addRotationSchedule|cfnDynamicReferenceKey)\./;
/** Has no stage of its own: the entry is for whoever has the bus. */
const WITHOUT_STAGE = /^ListBackupEvent\.entry\./;

/** Puts a value into each place, and lists the answers that aren't a refusal with that message. */
function unclear(recipeOf: (site: Site) => Recipe | undefined, message: RegExp): string[] {
  return ALL.flatMap((callable) => sitesOf(callable.call).flatMap((site) => {
    const recipe = recipeOf(site);
    const outcome = recipe && outcomeOf(callable, site.argumentsWith(recipe));
    if (outcome === undefined || (outcome.kind === 'refused' && message.test(outcome.message))) return [];
    return [`${callable.name}: ${site.path}: ${JSON.stringify(outcome)}`];
  }));
}

test('an option that does not exist is refused by its name', () => {
  const places = (site: Site) => (isStruct(site) && !OF_CDK.test(site.path) ? firstOf(site.type, site.name).with('neverHeardOf', Recipe.of(true)) : undefined);
  expect(unclear(places, /neverHeardOf can't be set, because \w+ has no such option/)).toEqual([]);
});

test('a promise is refused wherever a value is taken', () => {
  expect(unclear(() => new Recipe('a promise', () => Promise.resolve(1)), /but got a promise\. Did you forget await\?$/)).toEqual([]);
});

const dev = { stage: ListBackupStage.DEV };
const other = (text: string, make: (world: World, id: string) => unknown): Recipe => new Recipe(`${text} of stage dev`, (world) => make(world, world.id()));
const table = other('a table', ({ others }, id) => ListBackupTables.fromStage(others, id, dev).jobs);
const queue = other('a queue', ({ others }, id) => ListBackupQueues.fromStage(others, id, dev).sync);
const bucket = other('a bucket', ({ others }, id) => ListBackupBuckets.fromStage(others, id, dev).data);
const bus = other('a bus', ({ others }, id) => ListBackupEventBus.fromStage(others, id, dev).eventBus);
const secret = other('a secret', ({ others }, id) => ListBackupSecret.fromStage(others, id, dev));
const api = other('an API', ({ others }, id) => ListBackupApi.fromStage(others, id, dev));
const auth = other('auth', ({ others }, id) => ListBackupAuth.fromStage(others, id, dev));
const fn = other('a function', ({ others }, id) => new ListBackupFunction(others, id, { ...dev, runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = async () => {};') }));
const key = other('a key', ({ others }, id) => ListBackupKey.fromStage(others, id, dev));
const HANDLES: Readonly<Record<string, Recipe>> = {
  'listbackup-infrastructure.IListBackupTable': table,
  'aws-cdk-lib.aws_dynamodb.ITable': table,
  'listbackup-infrastructure.IListBackupQueue': queue,
  'aws-cdk-lib.aws_sqs.IQueue': queue,
  'listbackup-infrastructure.IListBackupBucket': bucket,
  'aws-cdk-lib.aws_s3.IBucket': bucket,
  'listbackup-infrastructure.IListBackupEventBus': bus,
  'listbackup-infrastructure.IListBackupEventRule': other('a rule', ({ others }, id) => ListBackupEventBus.fromStage(others, id, dev).rules.job),
  'listbackup-infrastructure.IListBackupSecret': secret,
  'aws-cdk-lib.aws_secretsmanager.ISecret': secret,
  'listbackup-infrastructure.IListBackupApi': api,
  'aws-cdk-lib.aws_apigatewayv2.IHttpApi': other('an API', ({ others }, id) => ListBackupApi.fromStage(others, id, dev).httpApi),
  'listbackup-infrastructure.IListBackupAuth': auth,
  'aws-cdk-lib.aws_cognito.IUserPool': other('a pool', ({ others }, id) => ListBackupAuth.fromStage(others, id, dev).userPool),
  'aws-cdk-lib.aws_cognito.IUserPoolClient': other('a client', ({ others }, id) => ListBackupAuth.fromStage(others, id, dev).userPoolClient),
  'listbackup-infrastructure.ListBackupFunction': fn,
  'aws-cdk-lib.aws_lambda.IFunction': fn,
  'aws-cdk-lib.aws_iam.IGrantable': fn,
  'aws-cdk-lib.aws_kms.IKey': key,
  'listbackup-infrastructure.IListBackupDataLayer': other('a data layer', ({ others }, id) => ListBackupDataLayer.fromStage(others, id, dev)),
  'listbackup-infrastructure.IListBackupMessaging': other('messaging', ({ others }, id) => ListBackupMessaging.fromStage(others, id, dev)),
  'listbackup-infrastructure.IListBackupSecrets': other('secrets', ({ others }, id) => ListBackupSecrets.fromStage(others, id, { ...dev, names: ['stripe'] })),
  'listbackup-infrastructure.IListBackupEmail': other('e-mail', ({ others }, id) => new ListBackupEmail(others, id, dev)),
};

test('a handle of another stage is refused', () => {
  const places = ({ type: { fqn = '' }, path }: Site) => (WITHOUT_STAGE.test(path) ? undefined : HANDLES[fqn]);
  expect(unclear(places, /must be of stage main, as \S+ is, but got "one of stage dev"/)).toEqual([]);
});

test('the CDK structs have the members of the oldest and of the newest CDK: npx projen option-names', () => {
  const root = join(__dirname, '..', '..');
  for (const cdk of ['aws-cdk-lib', 'aws-cdk-lib-newest']) expect([cdk, cdkOptions(root, join(root, 'node_modules', cdk))]).toEqual([cdk, CDK_OPTIONS]);
});

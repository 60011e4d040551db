import type { Format } from './options';
import type { Values } from './values';
import { exportName } from '../assembly';
import { CliError } from '../errors';

/** Each output, with the exports that it is read from: the first that there is. */
const ROWS = {
  api: [['api-gateway', 'CustomDomainEndpoint'], ['api-gateway', 'HttpApiEndpoint']],
  userPoolId: [['cognito', 'CognitoUserPoolId']],
  userPoolClientId: [['cognito', 'CognitoUserPoolClientId']],
  identityPoolId: [['cognito', 'CognitoIdentityPoolId']],
  hostedUiDomain: [['cognito', 'CognitoUserPoolDomain']],
  issuer: [['cognito', 'CognitoIssuer']],
  eventBusName: [['eventbridge', 'EventBusName']],
  dataBucketName: [['s3', 'DataBucketName']],
  assetsBucketName: [['s3', 'AssetsBucketName']],
  exportsBucketName: [['s3', 'ExportsBucketName']],
  logsBucketName: [['s3', 'LogsBucketName']],
} as const satisfies Readonly<Record<string, readonly (readonly [service: string, key: string])[]>>;

type Name = keyof typeof ROWS;

/** The values that a front end, or a script, needs of a stage. */
type Outputs = Readonly<Partial<Record<Name, string>>> & { readonly stage: string; readonly region?: string };

const NAMES = Object.keys(ROWS) as Name[];

function outputsOf({ stage, region, find }: Values, api: string | undefined): Outputs {
  const read = NAMES.map((name) => [name, ROWS[name].map(([service, key]) => find(service, key)).find((value) => value !== undefined)] as const);
  return defined({ stage, region, ...Object.fromEntries(read) as Partial<Record<Name, string>>, ...api === undefined ? {} : { api } });
}

/** The outputs that the stage has, and whose values only its deployment knows. */
function unknownOf({ stage, unknown }: Values, outputs: Outputs): readonly Name[] {
  const isUnknown = (name: Name): boolean => ROWS[name].some(([service, key]) => unknown.includes(exportName({ service, stage, key })));
  return NAMES.filter((name) => outputs[name] === undefined && isUnknown(name));
}

/**
 * The stage in a format, with a line break at its end.
 *
 * @param api where the API is reached, if not as its exports say
 */
export function formatted(values: Values, format: Format, api?: string): string {
  const outputs = outputsOf(values, api);
  if (format === 'env') return asEnv(outputs, unknownOf(values, outputs));
  return `${JSON.stringify(format === 'json' ? asJson(outputs, unknownOf(values, outputs)) : asAmplify(outputs), undefined, 2)}\n`;
}

function asJson(outputs: Outputs, unknown: readonly Name[]): object {
  return unknown.length === 0 ? outputs : { ...outputs, knownAfterDeployment: unknown };
}

const VARIABLES: Readonly<Record<keyof Outputs, string>> = {
  stage: 'STAGE',
  region: 'AWS_REGION',
  api: 'API_URL',
  userPoolId: 'COGNITO_USER_POOL_ID',
  userPoolClientId: 'COGNITO_CLIENT_ID',
  identityPoolId: 'COGNITO_IDENTITY_POOL_ID',
  hostedUiDomain: 'COGNITO_DOMAIN',
  issuer: 'COGNITO_ISSUER',
  eventBusName: 'EVENT_BUS_NAME',
  dataBucketName: 'DATA_BUCKET_NAME',
  assetsBucketName: 'ASSETS_BUCKET_NAME',
  exportsBucketName: 'EXPORTS_BUCKET_NAME',
  logsBucketName: 'LOGS_BUCKET_NAME',
};

/** Lines for `.env` files and `source`: quoted, so that no value is read as shell code. */
function asEnv(outputs: Outputs, unknown: readonly Name[]): string {
  const lines = (Object.keys(VARIABLES) as (keyof Outputs)[]).flatMap((name) => {
    const value = outputs[name];
    return value === undefined ? [] : [`${VARIABLES[name]}='${value.replaceAll("'", "'\\''")}'`];
  });
  return `${[...lines, ...unknown.map((name) => `# ${VARIABLES[name]} is known after deployment`)].join('\n')}\n`;
}

/**
 * `amplify_outputs.json`.
 *
 * @see https://docs.amplify.aws/react/reference/amplify_outputs/
 */
function asAmplify({ stage, region, api, userPoolId, userPoolClientId, identityPoolId, hostedUiDomain, ...outputs }: Outputs): object {
  const needed = { region, 'the user pool': userPoolId, 'its client': userPoolClientId };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) {
    throw CliError.failed(`outputs: stage ${stage}: --format amplify needs ${missing.join(', ')}, which nobody knows here; `
      + `read the deployed stage with --stage ${stage}, or --local`);
  }
  const buckets = Object.entries({ data: outputs.dataBucketName, exports: outputs.exportsBucketName });
  const all = buckets.flatMap(([name, bucket]) => (bucket === undefined ? [] : [[name, bucket] as const]));
  const [first] = all;
  return {
    version: '1.4',
    auth: defined({
      aws_region: region,
      user_pool_id: userPoolId,
      user_pool_client_id: userPoolClientId,
      identity_pool_id: identityPoolId,
    }),
    ...first === undefined ? {} : {
      storage: {
        aws_region: region,
        bucket_name: first[1],
        buckets: all.map(([name, bucket]) => ({ name, bucket_name: bucket, aws_region: region })),
      },
    },
    custom: defined({
      stage,
      API: api === undefined ? undefined : { [`listbackup-${stage}`]: { endpoint: api, region, apiName: `listbackup-${stage}` } },
      hostedUiDomain,
    }),
  };
}

function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

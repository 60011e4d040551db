import { App, CfnOutput } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { apiIn, apiStack, functionIn, issuer, zoned } from './api.facts';
import { IListBackupApi, ListBackupApi, ListBackupApiFromStageProps, ListBackupLookup, ListBackupRouteOptions, ListBackupStage } from '../../src';
import { ANY_VALUE, noNamingRule, refusal } from '../support/refusal';
import { newStack, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const imported = (key: string) => ({ 'Fn::ImportValue': `listbackup-api-gateway-main-${key}` });
const output = (key: string) => ({ 'Fn::GetStackOutput': { StackName: 'listbackup-api-gateway-main', OutputName: key } });

function consumer(props: Partial<ListBackupApiFromStageProps> = {}) {
  const stack = apiStack(new App(), 'Jobs');
  return { stack, api: ListBackupApi.fromStage(stack, 'Api', { stage, ...props }) };
}

test('a service adds its routes from its own stack, as it did with Serverless', () => {
  const { stack, api } = consumer();
  api.addRoute('GET /jobs/{id}', functionIn(stack, 'GetJob'), { scopes: ['jobs/read'] });
  const { Resources, Outputs } = templateOf(stack);
  expect(Resources.HttpApiRouteGetJobsIdVar.Properties).toEqual({
    ApiId: imported('HttpApiId'),
    RouteKey: 'GET /jobs/{id}',
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'HttpApiIntegrationGetJob' }]] },
    AuthorizationType: 'JWT',
    AuthorizerId: imported('CognitoAuthorizerId'),
    AuthorizationScopes: ['jobs/read'],
  });
  expect(Resources.HttpApiIntegrationGetJob.Properties.ApiId).toEqual(imported('HttpApiId'));
  expect(Outputs).toEqual({});
});

test('by outputs, which hold nobody back', () => {
  const { stack, api } = consumer({ lookup: ListBackupLookup.outputs() });
  api.addRoute('GET /jobs', functionIn(stack, 'GetJobs'));
  expect(templateOf(stack).Resources.HttpApiRouteGetJobs.Properties).toMatchObject({ ApiId: output('HttpApiId'), AuthorizerId: output('CognitoAuthorizerId') });
});

test('no naming rule tells the ID, and the error says what does', () => {
  const { stack, api } = consumer({ lookup: ListBackupLookup.names() });
  expect(() => api.addRoute('GET /jobs', functionIn(stack, 'GetJobs')))
    .toThrow(noNamingRule('HttpApiId', 'listbackup-api-gateway-main'));
});

test('what is not used does not stand in the template', () => {
  const { stack } = consumer();
  expect(templateOf(stack)).toEqual({ Resources: {}, Outputs: {} });
});

const ATTRIBUTES: [string, (api: IListBackupApi) => string, string][] = [
  ['httpApi.apiId', (api) => api.httpApi.apiId, 'HttpApiId'],
  ['httpApi.apiEndpoint', (api) => api.httpApi.apiEndpoint, 'HttpApiEndpoint'],
  ['endpoint', (api) => api.endpoint, 'CustomDomainEndpoint'],
  ['cognitoAuthorizerId', (api) => api.cognitoAuthorizerId, 'CognitoAuthorizerId'],
];

test.each(ATTRIBUTES)('%s', (_, attribute, key) => {
  const { stack, api } = consumer();
  new CfnOutput(stack, 'Value', { value: attribute(api) });
  expect(templateOf(stack).Outputs.Value.Value).toEqual(imported(key));
});

test.each(ATTRIBUTES.filter(([name]) => name !== 'endpoint'))('%s of an API of this app, in its stack and in another', (_, attribute, key) => {
  const app = new App();
  const [home, other] = ['Home', 'Other'].map((id) => apiStack(app, id));
  const api = apiIn(home);
  new CfnOutput(home, 'Here', { value: attribute(api) });
  new CfnOutput(other, 'There', { value: attribute(api) });
  expect(templateOf(other).Outputs.There.Value).toEqual(imported(key));
  expect(templateOf(home).Outputs.Here.Value).toEqual(templateOf(home).Outputs[key].Value);
  expect(other.dependencies).toEqual([home]);
});

describe('routes that name groups', () => {
  test('have an authorizer in the service\'s stack, on the stage\'s user pool', () => {
    const { stack, api } = consumer();
    api.addRoute('GET /jobs', functionIn(stack, 'GetJobs'), { groups: ['Admins'] });
    const { Resources } = templateOf(stack);
    expect(Resources.HttpApiRouteGetJobs.Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'HttpApiAuthorizerListBackupAuthorizer' } });
    expect(Resources.HttpApiAuthorizerListBackupAuthorizer.Properties.ApiId).toEqual(imported('HttpApiId'));
    expect(Resources.ListBackupAuthorizerLambdaFunction.Properties.Environment).toMatchObject({
      Variables: {
        COGNITO_USER_POOL_ID: { 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolId' },
        COGNITO_CLIENT_ID: { 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolClientId' },
      },
    });
  });

  test('or on the user pool that the caller has', () => {
    const stack = apiStack(new App(), 'Jobs');
    const api = ListBackupApi.fromStage(stack, 'Api', { stage, ...issuer(stack) });
    api.addRoute('GET /jobs', functionIn(stack, 'GetJobs'), { groups: ['Admins'] });
    expect(templateOf(stack).Resources.ListBackupAuthorizerLambdaFunction.Properties.Environment)
      .toMatchObject({ Variables: { COGNITO_USER_POOL_ID: 'us-west-2_abcdEFGH1', COGNITO_CLIENT_ID: '1example23456789' } });
  });

  test('from stacks of several services, by one handle', () => {
    const app = new App();
    const [one, two] = ['One', 'Two'].map((id) => apiStack(app, id));
    const api = ListBackupApi.fromStage(one, 'Api', { stage });
    api.addRoute('GET /one', functionIn(one, 'Fn'), { groups: ['Admins'] });
    api.addRoute('GET /two', functionIn(two, 'Fn'), { groups: ['Admins'] });
    const names = [one, two].map((stack) => templateOf(stack).Resources.HttpApiAuthorizerListBackupAuthorizer.Properties.Name);
    expect(new Set(names).size).toBe(2);
    expect(JSON.stringify([one, two].map(templateOf))).not.toContain('ExportsOutput');
  });
});

test('only through the edge holds for a service\'s routes, too', () => {
  const stack = apiStack(new App(), 'Jobs');
  const edgeSecret = Secret.fromSecretNameV2(stack, 'Edge', 'listbackup/main/edge');
  ListBackupApi.fromStage(stack, 'Api', { stage, edgeSecret }).addRoute('GET /jobs', functionIn(stack, 'GetJobs'));
  expect(templateOf(stack).Resources.HttpApiRouteGetJobs.Properties.AuthorizationType).toBe('CUSTOM');
});

describe('an API that answers only through the edge', () => {
  const closedApi = (app: App) => {
    const home = apiStack(app, 'Home');
    return apiIn(home, (of) => zoned({ behindEdge: true, edgeSecret: Secret.fromSecretNameV2(of, 'EdgeSecret', 'listbackup/main/edge') })(of));
  };
  const openRoute = (app: App, options: ListBackupRouteOptions = {}) => {
    const stack = apiStack(app, 'Jobs');
    ListBackupApi.fromStage(stack, 'Api', { stage }).addRoute('GET /jobs', functionIn(stack, 'GetJobs'), options);
  };
  const refused = refusal('edgeSecret', ANY_VALUE, 'must be the secret of the edge for Jobs/Api: Home/');

  test.each([{}, { groups: ['Admins'] }, { anonymous: true }])('gets no route of the same app without the secret: %j', (options) => {
    const app = new App();
    closedApi(app);
    expect(() => openRoute(app, options)).toThrow(refused);
  });

  test('whichever comes first', () => {
    const app = new App();
    openRoute(app);
    expect(() => closedApi(app)).toThrow(refused);
  });
});

test('two handles of one stage see the same routes', () => {
  const { stack, api } = consumer();
  const again = ListBackupApi.fromStage(stack, 'Again', { stage });
  const fn = functionIn(stack, 'Jobs');
  api.addRoute('GET /jobs', fn);
  again.addRoute('POST /jobs', fn);
  expect(() => again.addRoute('GET /jobs', fn)).toThrow(refusal('route', ANY_VALUE, 'can\'t be "GET /jobs" for Jobs/Jobs: stage "main" has GET /jobs already, for Jobs/Jobs'));
  expect(Object.keys(templateOf(stack).Resources).filter((id) => id.startsWith('HttpApiIntegration'))).toEqual(['HttpApiIntegrationJobs']);
});

test.each([undefined, {}, { stage: 'main' }])('bad input is refused: %p', (props) => {
  expect(() => ListBackupApi.fromStage(newStack(), 'Api', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
});

test.each(['edgeSecret', 'permissionsBoundary', 'authorizerCacheTtl'])('a %s that is none is refused', (prop) => {
  expect(() => consumer({ [prop]: 'x' })).toThrow(refusal(prop, 'x'));
});

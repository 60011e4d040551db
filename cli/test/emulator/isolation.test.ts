import { devNull } from 'node:os';
import { isolated, withoutAws } from '../../src/emulator';

const ADDRESS = { endpoint: 'http://127.0.0.1:4566', account: '123456789012', region: 'us-west-2' };

test('nothing that could lead a call away survives', () => {
  const user = {
    AWS_PROFILE: 'production',
    AWS_ENDPOINT_URL_S3: 'https://example.com',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    AMAZON_REGION: 'eu-west-1',
    CDK_DEFAULT_ACCOUNT: '999999999999',
    CDK_OUTDIR: 'out',
    CDK_CONTEXT_JSON: '{}',
    CDK_HOME: '/home/somebody',
    HTTP_PROXY: 'http://proxy',
    https_proxy: 'http://proxy',
    ALL_PROXY: 'http://proxy',
    NO_PROXY: '*',
    PATH: '/bin',
    CDK_VALIDATION: 'false',
    FAWS_X: 'mine',
  };
  expect(withoutAws(user)).toEqual({ PATH: '/bin', CDK_VALIDATION: 'false', FAWS_X: 'mine' });
});

test('every SDK is led to the emulator, and finds no profile and no metadata service', () => {
  expect(isolated({ AWS_PROFILE: 'production', PATH: '/bin' }, ADDRESS, '/run')).toEqual({
    PATH: '/bin',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_REGION: 'us-west-2',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DEFAULT_ACCOUNT: '123456789012',
    CDK_DEFAULT_REGION: 'us-west-2',
    CDK_HOME: '/run/cdk',
  });
});

import { devNull } from 'node:os';
import { runCommand } from './helpers/command';
import { assemblyFolder } from './plan/support/folders';

const assembly = (): string => assemblyFolder({ 'shop-data-main': { Resources: { Table: { Type: 'AWS::DynamoDB::Table' } } } });

test('to ask AWS without credentials is one line', async () => {
  const nobody = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_WEB_IDENTITY_TOKEN_FILE: '',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: '',
  };
  const { code, stdout, stderr } = await runCommand(['plan', '--stage', 'main', '--assembly', assembly()], { env: nobody });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: 'listbackup: --stage main: AWS says: Could not load credentials from any providers\n' });
});

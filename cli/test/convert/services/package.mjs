// Packages the services of this folder with Serverless 3, offline: node package.mjs FOLDER_WITH_SERVERLESS_3
// (npm install --ignore-scripts serverless@3 in that folder first). What only a deployed stage knows becomes a text that names it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const [, , tool] = process.argv;
const EMPTY_ZIP = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64');

for (const file of readdirSync(here).filter((name) => name.endsWith('.yml'))) {
  const place = mkdtempSync(join(tmpdir(), 'serverless-'));
  const text = readFileSync(join(here, file), 'utf8').replace(/\$\{self:custom\.stage\}/g, 'main').replace(/\$\{self:custom\.tables\}/g, 'listbackup-infrastructure-dynamodb-main');
  writeFileSync(join(place, 'serverless.yml'), text
    .replace(/\$\{cf:([\w-]+)\.(\w+)\}/g, (_, stack, key) => (/(Arn)$/.test(key) ? `arn:aws:x:us-east-1:123456789012:${stack}/${key}` : `${stack}.${key}`))
    .replace(/\$\{ssm:([^}]+)\}/g, 'ssm:$1')
    .replace(/\$\{aws:region\}/g, 'us-east-1'));
  for (const [, artifact] of text.matchAll(/artifact: ([\w/.-]+)/g)) {
    mkdirSync(dirname(join(place, artifact)), { recursive: true });
    writeFileSync(join(place, artifact), EMPTY_ZIP);
  }
  const env = { PATH: process.env.PATH, HOME: place, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', SLS_INTERACTIVE_SETUP_ENABLE: '0' };
  execFileSync(join(tool, 'node_modules/.bin/serverless'), ['package', '--stage', 'main'], { cwd: place, env, stdio: 'inherit' });
  const template = JSON.parse(readFileSync(join(place, '.serverless/cloudformation-template-update-stack.json'), 'utf8'));
  writeFileSync(join(here, file.replace('.yml', '.packaged.json')), `${JSON.stringify(template, undefined, 1)}\n`);
  rmSync(place, { recursive: true });
}

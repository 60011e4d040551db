import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupSecurity, ListBackupStage } from '../../src';
import { MAIN_ENV, resourcesOfType, TemplateJson, templateOf } from '../support/synth';

const DOCS = readFileSync(join(__dirname, '..', '..', 'docs', 'security.md'), 'utf8');

function templates(stage: ListBackupStage, security: ListBackupSecurity): Record<string, TemplateJson> {
  const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', {
    stage,
    env: MAIN_ENV,
    hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    security,
    secrets: { secrets: { stripe: {} } },
    monitoring: {},
    backup: {},
    recovery: {},
    edge: {},
  });
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, templateOf(stack)]));
}

/** Where two postures of a stage differ: a type whose resources only one of them has, or a property of a type. */
function differences(one: Record<string, TemplateJson>, other: Record<string, TemplateJson>): string[] {
  const found = new Set<string>();
  for (const [name, { Resources }] of Object.entries(one)) {
    const others = other[name].Resources;
    for (const id of new Set([...Object.keys(Resources), ...Object.keys(others)])) {
      const [here, there] = [Resources[id], others[id]];
      if (!here || !there) {
        found.add((here ?? there).Type);
        continue;
      }
      for (const property of new Set([...Object.keys(here.Properties), ...Object.keys(there.Properties)])) {
        if (JSON.stringify(here.Properties[property]) !== JSON.stringify(there.Properties[property])) found.add(`${here.Type}.${property}`);
      }
    }
  }
  return [...found].sort();
}

const rows = DOCS.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').map((cell) => cell.trim()).slice(1, -1));
const documented = rows.flatMap((cells) => [...(cells[5] ?? '').matchAll(/`((?:AWS|Custom)::[^`]+)`/g)].map(([, where]) => where)).sort();

test('the table of docs/security.md names each difference of the templates, and none that there is not', () => {
  const stage = ListBackupStage.DEV;
  expect(documented).toEqual(differences(templates(stage, ListBackupSecurity.STANDARD), templates(stage, ListBackupSecurity.HARDENED)));
});

test('each difference has its price', () => {
  const table = rows.filter((cells) => cells.length === 6 && /AWS::/.test(cells[5]));
  expect(table.length).toBeGreaterThan(15);
  for (const [part, , , price] of table) expect([part, price]).toEqual([part, expect.stringMatching(/USD|nothing|as above|in the plan|text messages/)]);
});

test('a production stage has the keys that the page counts', () => {
  const aliasesOf = (security: ListBackupSecurity) => Object.values(templates(ListBackupStage.MAIN, security))
    .flatMap((template) => Object.values(resourcesOfType(template, 'AWS::KMS::Alias')).map(({ Properties }) => Properties.AliasName as string));
  const standard = aliasesOf(ListBackupSecurity.STANDARD);
  const aliases = aliasesOf(ListBackupSecurity.HARDENED).filter((alias) => !standard.includes(alias));
  const [, count, names] = /one secret has (\d+) keys: ([^.]+)\./.exec(DOCS) ?? [];
  expect(aliases.sort()).toEqual([...names.matchAll(/`([^`]+)`/g)].map(([, name]) => `alias/listbackup-main/${name}`).sort());
  expect(aliases).toHaveLength(Number(count));
});

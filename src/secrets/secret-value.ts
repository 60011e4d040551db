import { SecretValue, Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { ListBackupGeneratedSecret, ListBackupSecretContent } from './secret-options';
import { invalid, requireInteger } from '../validation/invalid';
import { requireBoolean, requireObject } from '../validation/values';

const DEFAULT_LENGTH = 32;

/** Text that an error shows instead of a value that may be secret. */
const HIDDEN = '(not shown)';
const BY_REFERENCE = 'must be a reference to a secret, to a NoEcho parameter or to a resource\'s attribute, because templates can be read; or leave it out and fill the secret in later';
const WORKS = 'SecretValue.secretsManager("other-secret"), or no value at all';

/** A CloudFormation function that gives a value without holding it. */
const REFERENCES = ['Ref', 'Fn::GetAtt', 'Fn::ImportValue', 'Fn::GetStackOutput'];
const DYNAMIC_REFERENCE = /^\{\{resolve:secretsmanager:[^{}]+\}\}$/;

/** Refuses anything but a map of what a secret holds, without showing what may be its value. */
export function requireContent(name: string, content: ListBackupSecretContent): void {
  const what = `secrets.${name}`;
  if (typeof content !== 'object' || content === null || SecretValue.isSecretValue(content)) invalid(what, HIDDEN, BY_REFERENCE, `For example: { ${name}: {} }.`);
}

/** Returns the properties that give the secret its value: by reference, by generation, or none. */
export function contentOf(scope: IConstruct, content: ListBackupSecretContent): Pick<CfnSecret, 'secretString' | 'generateSecretString'> {
  const { generate, value } = content;
  if (generate !== undefined && value !== undefined) {
    invalid('value', HIDDEN, 'can\'t be combined with generate: a secret has one value', 'Remove one of them.');
  }
  return {
    secretString: value === undefined ? undefined : requireReference('value', scope, value),
    generateSecretString: generate === undefined ? undefined : generation('generate', generate),
  };
}

function generation(what: string, generate: ListBackupGeneratedSecret): CfnSecret.GenerateSecretStringProperty {
  requireObject(what, generate, 'must be an options object', 'For example: { length: 32 }.');
  requireInteger(`${what}.length`, generate.length, 8, 4096, DEFAULT_LENGTH);
  requireBoolean(`${what}.excludePunctuation`, generate.excludePunctuation);
  const { jsonKey, excludeCharacters } = generate;
  for (const [key, text] of Object.entries({ jsonKey, excludeCharacters })) {
    if (text !== undefined && (typeof text !== 'string' || text === '')) invalid(`${what}.${key}`, text, 'must be text that isn\'t empty', 'For example: "password".');
  }
  return {
    passwordLength: generate.length ?? DEFAULT_LENGTH,
    excludePunctuation: generate.excludePunctuation ?? false,
    excludeCharacters,
    ...(jsonKey === undefined ? {} : { secretStringTemplate: '{}', generateStringKey: jsonKey }),
  };
}

function requireReference(what: string, scope: IConstruct, value: SecretValue): string {
  if (!SecretValue.isSecretValue(value)) invalid(what, HIDDEN, BY_REFERENCE, `For example: ${WORKS}.`);
  const text = value.unsafeUnwrap();
  if (!isReference(Stack.of(scope).resolve(text))) invalid(what, HIDDEN, BY_REFERENCE, `For example: ${WORKS}.`);
  return text;
}

/** Returns true if the rendered value is one reference and no other text. */
function isReference(rendered: unknown): boolean {
  if (typeof rendered === 'string') return DYNAMIC_REFERENCE.test(rendered);
  const [fn, argument] = Object.entries(rendered ?? {})[0] ?? [];
  if (fn !== 'Fn::Join') return REFERENCES.includes(fn ?? '');
  const [delimiter, parts]: [string, unknown[]] = argument;
  return DYNAMIC_REFERENCE.test(parts.map((part) => (typeof part === 'string' ? part : 'known-at-deployment')).join(delimiter));
}

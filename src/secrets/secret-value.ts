import { SecretValue, Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { ListBackupGeneratedSecret, ListBackupSecretContent } from './secret-options';
import { refuse, requireInteger, requireKnownKeys } from '../validation/invalid';
import { requireBoolean, requireObject } from '../validation/values';

const DEFAULT_LENGTH = 32;
const GENERATE_KEYS = ['length', 'excludePunctuation', 'excludeCharacters', 'jsonKey'];
const CONTENT_KEYS = ['description', 'generate', 'value', 'rotation', 'environmentVariable'];

/** What an error shows in place of a value that may be secret. */
const HIDDEN = '(not shown)';
const BY_REFERENCE = 'A secret\'s value never stands in a template: it is given by reference to a secret, to a NoEcho parameter or to a resource\'s attribute, or filled in from outside.';
const WORKS = 'SecretValue.secretsManager("other-secret"), or no value at all';

/** A CloudFormation function that gives a value without holding it. */
const REFERENCES = ['Ref', 'Fn::GetAtt', 'Fn::ImportValue', 'Fn::GetStackOutput'];
const DYNAMIC_REFERENCE = /^\{\{resolve:secretsmanager:[^{}]+\}\}$/;

/** Refuses anything but a map of what a secret holds, without showing what may be its value. */
export function requireContent(name: string, content: ListBackupSecretContent): void {
  const what = `secret ${name}`;
  if (typeof content !== 'object' || content === null || SecretValue.isSecretValue(content)) refuse(what, HIDDEN, BY_REFERENCE, `{ ${name}: {} }`);
  requireKnownKeys(what, { ...content }, CONTENT_KEYS);
}

/** How CloudFormation gets the value: by reference, by generation, or not at all. */
export function contentOf(scope: IConstruct, name: string, content: ListBackupSecretContent): Pick<CfnSecret, 'secretString' | 'generateSecretString'> {
  const { generate, value } = content;
  if (generate !== undefined && value !== undefined) {
    refuse(`secret ${name}, value`, HIDDEN, 'It excludes generate: a secret has one value.', 'one of the two');
  }
  return {
    secretString: value === undefined ? undefined : requireReference(`secret ${name}, value`, scope, value),
    generateSecretString: generate === undefined ? undefined : generation(`secret ${name}, generate`, generate),
  };
}

function generation(what: string, generate: ListBackupGeneratedSecret): CfnSecret.GenerateSecretStringProperty {
  requireObject(what, generate, 'It says what the value is made of.', '{ length: 32 }');
  requireKnownKeys(what, { ...generate }, GENERATE_KEYS);
  requireInteger(`${what}, length`, generate.length, 8, 4096, DEFAULT_LENGTH);
  requireBoolean(`${what}, excludePunctuation`, generate.excludePunctuation);
  const { jsonKey, excludeCharacters } = generate;
  for (const [key, text] of Object.entries({ jsonKey, excludeCharacters })) {
    if (text !== undefined && (typeof text !== 'string' || text === '')) refuse(`${what}, ${key}`, text, 'It is a text that is not empty.', '"password"');
  }
  return {
    passwordLength: generate.length ?? DEFAULT_LENGTH,
    excludePunctuation: generate.excludePunctuation ?? false,
    excludeCharacters,
    ...(jsonKey === undefined ? {} : { secretStringTemplate: '{}', generateStringKey: jsonKey }),
  };
}

function requireReference(what: string, scope: IConstruct, value: SecretValue): string {
  if (!SecretValue.isSecretValue(value)) refuse(what, HIDDEN, BY_REFERENCE, WORKS);
  const text = value.unsafeUnwrap();
  if (!isReference(Stack.of(scope).resolve(text))) refuse(what, HIDDEN, BY_REFERENCE, WORKS);
  return text;
}

/** Whether what would stand in the template is a reference and nothing beside it. */
function isReference(rendered: unknown): boolean {
  if (typeof rendered === 'string') return DYNAMIC_REFERENCE.test(rendered);
  const [fn, argument] = Object.entries(rendered ?? {})[0] ?? [];
  if (fn !== 'Fn::Join') return REFERENCES.includes(fn ?? '');
  const [delimiter, parts]: [string, unknown[]] = argument;
  return DYNAMIC_REFERENCE.test(parts.map((part) => (typeof part === 'string' ? part : 'known-at-deployment')).join(delimiter));
}

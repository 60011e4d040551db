import { createHash } from 'crypto';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { World } from './recipe';
import { InvalidInput } from '../../src/validation/invalid';

export type Outcome =
  | { readonly kind: 'template' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'fault'; readonly why: string };

/** Strings that no template means: what JavaScript makes of a value that was not checked. */
const LEAKED = /\[object |\bundefined\b|\bNaN\b|\bInfinity\b|\bSymbol\(|\$\{Token\[|function \(|=> 1/;

/** Calls and synthesizes: a sound template, a clear error, or a fault of ours. */
export function attempt(world: World, args: readonly unknown[], call: (...args: unknown[]) => unknown): Outcome {
  try {
    call(...args);
    return judgeTemplates(world);
  } catch (error) {
    return judgeError(error);
  }
}

/** Keeps a template for other judges, `npx projen fuzz:judge`. */
function keep(template: string): void {
  const folder = process.env.FUZZ_KEEP;
  if (folder) writeFileSync(join(folder, `${createHash('sha256').update(template).digest('hex').slice(0, 16)}.template.json`), template);
}

function judgeTemplates({ app }: World): Outcome {
  const { stacks } = app.synth();
  for (const { templateFile, template } of stacks as readonly { readonly templateFile: string; readonly template: unknown }[]) {
    const text = JSON.stringify(template);
    const [leak] = LEAKED.exec(text) ?? [];
    keep(text);
    if (leak) return { kind: 'fault', why: `${templateFile} holds ${JSON.stringify(leak)}` };
  }
  const silent = warningsOf(app).find((warning) => !stacks.some(({ messages }) => messages.some(({ entry }) => entry.data === warning)));
  return silent === undefined ? { kind: 'template' } : { kind: 'fault', why: `the CDK prints no ${JSON.stringify(silent)}, since its construct is in no stack` };
}

const warningsOf = ({ node }: App): unknown[] => node.findAll().flatMap((construct) => construct.node.metadata).filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data as unknown);

/** A clear error is one that our code made: an `InvalidInput` or a plain `Error`, not one of JavaScript's or of the CDK's from inside. */
function judgeError(error: unknown): Outcome {
  if (!(error instanceof Error)) return { kind: 'fault', why: `throws ${String(error)}` };
  // What can only be said when everything is there, constructs tell the CDK, which throws it for them.
  if (error instanceof InvalidInput) return { kind: 'refused', message: error.message };
  if (error.message.startsWith('Validation failed with the following errors:')) return { kind: 'refused', message: error.message };
  const [, thrower = ''] = /\n\s+at (.*)/.exec(error.stack ?? '') ?? [];
  if (Object.getPrototypeOf(error) !== Error.prototype || thrower.includes('node_modules')) {
    return { kind: 'fault', why: `${error.constructor.name}: ${error.message.split('\n').slice(0, 3).join(' | ')}\n${(error.stack ?? '').split('\n').filter((line) => /\/src\//.test(line)).slice(0, 3).join('\n')}` };
  }
  return { kind: 'refused', message: error.message };
}

/** Parameters that are the only one of their call: a message about any value in them names the place. */
const WHOLE = ['props', 'asked', 'options', 'match', 'rule', 'limits', 'capacity', 'name'];
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
const singular = (name: string): string => name.replace(/(ies|es|s|y)$/, '');

/** Whether a message says which prop it is about, in the words of the code or of people. */
export function isNamed(message: string, { name, path }: { readonly name: string; readonly path: string }): boolean {
  // One part of a stage may need another: then the message names the part.
  const names = path.startsWith('ListBackupInfrastructure.') ? path.split(/[.[]/).slice(1) : [name];
  return names.some((one) => says(message, one));
}

function says(message: string, name: string): boolean {
  return WHOLE.includes(name) || [singular(name), name].some((word) => plain(message).includes(plain(word)));
}

import {
  canonical,
  conditionsIn,
  hasSymbol,
  isList,
  isObject,
  mappingsIn,
  MAX_TEMPLATE_BYTES,
  namesIn,
  objectOf,
  referencesIn,
  type Json,
  type JsonObject,
} from '../../template';
import { exportsOf, type StageChange } from '../compare';
import type { Judge } from './context';
import type { Finding } from './finding';
import type { StackState } from '../state/stage-state';
import type { StackView } from '../state/view';

const MAX_RESOURCES = 500;
const MAX_OUTPUTS = 200;
const MAX_PARAMETERS = 200;
const MAX_MAPPINGS = 200;

/** Judges if each changed template is valid on its own. */
export const judgeTemplates: Judge = (change) =>
  change.stacks.flatMap(({ stack }) => {
    const [before, after] = [change.before.get(stack), change.viewAfter(stack)];
    if (!after || before === after.state) return [];
    return [...judgeReferences(after), ...judgeSymbols(after), ...judgeLimits(after, before), ...judgeTagCase(after), ...judgeImports(after, change)];
  });

/** A value that only the deployment knows must stay a function in a template: its name is nothing that AWS could use. */
function judgeSymbols({ state: { name: stack, template } }: StackView): readonly Finding[] {
  return [...Object.entries(template.Resources), ...Object.entries(template.Outputs)].filter(([, entry]) => hasSymbol(entry)).map(([subject]) => ({
    rule: 'reference',
    stack,
    subject,
    what: 'depends on a value that is not known here and cannot be written as it is deployed',
    mend: `put what "aws cloudformation describe-stacks" prints into ${stack}.stack.json, or write the value literally`,
  }));
}

function judgeReferences({ state: { name: stack, template } }: StackView): readonly Finding[] {
  // A transform adds resources that nobody sees before it has run.
  if (template.Transform !== undefined) return [];
  const declared = new Set([...Object.keys(template.Resources), ...Object.keys(objectOf(template.Parameters))]);
  const entries: readonly (readonly [string, JsonObject])[] = [...Object.entries(template.Resources), ...Object.entries(template.Outputs)];
  return entries.flatMap(([subject, entry]) => {
    const on = isList(entry.DependsOn) ? entry.DependsOn : entry.DependsOn === undefined ? [] : [entry.DependsOn];
    const body = [entry.Properties ?? null, entry.Value ?? null];
    const missing = [
      ...[...namesIn(body), ...on.map(String)].filter((name) => !declared.has(name) && !name.startsWith('AWS::')),
      ...[...conditionsOf(entry)].filter((name) => !Object.hasOwn(objectOf(template.Conditions), name)),
      ...[...mappingsIn(body)].filter((name) => !Object.hasOwn(objectOf(template.Mappings), name)),
    ];
    return missing.map((name): Finding => ({
      rule: 'reference',
      stack,
      subject,
      what: `refers to ${name}, which the template does not hold`,
      mend: `add ${name}, or take the reference out`,
    }));
  });
}

/** An entry's own condition and those of its `Fn::If`; a policy statement's `Condition` is an object, not a name. */
function conditionsOf(entry: JsonObject): ReadonlySet<string> {
  const found = new Set(typeof entry.Condition === 'string' ? [entry.Condition] : []);
  for (const body of [entry.Properties, entry.Value]) {
    if (body !== undefined && canonical(body).includes('"Fn::If"')) conditionsIn(onlyChoices(body)).forEach((name) => found.add(name));
  }
  return found;
}

function onlyChoices(value: Json): Json {
  if (isList(value)) return value.map(onlyChoices);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'Condition' || typeof inner !== 'string')
      .map(([key, inner]) => [key, onlyChoices(inner)]),
  );
}

function judgeLimits({ state: { name: stack, template } }: StackView, before: StackState | undefined): readonly Finding[] {
  const [resources, outputs] = [Object.keys(template.Resources).length, Object.keys(template.Outputs).length];
  const [parameters, mappings] = [Object.keys(objectOf(template.Parameters)).length, Object.keys(objectOf(template.Mappings)).length];
  const emptied = resources === 0 && before !== undefined && Object.keys(before.template.Resources).length > 0;
  const bytes = Buffer.byteLength(JSON.stringify(template));
  const limits: readonly (readonly [broken: boolean, subject: string, what: string, mend: string])[] = [
    [emptied, 'Resources', 'no resource would be left', 'leave one in it, and delete the stack afterwards'],
    [resources > MAX_RESOURCES, 'Resources', `${resources} resources`, `split the stack; ${MAX_RESOURCES} are allowed`],
    [outputs > MAX_OUTPUTS, 'Outputs', `${outputs} outputs`, `split the stack; ${MAX_OUTPUTS} are allowed`],
    [parameters > MAX_PARAMETERS, 'Parameters', `${parameters} parameters`, `split the stack; ${MAX_PARAMETERS} are allowed`],
    [mappings > MAX_MAPPINGS, 'Mappings', `${mappings} mappings`, `split the stack; ${MAX_MAPPINGS} are allowed`],
    [bytes > MAX_TEMPLATE_BYTES, 'Template', `${bytes} bytes`, `split the stack; ${MAX_TEMPLATE_BYTES} are allowed`],
  ];
  return limits.filter(([broken]) => broken).map(([, subject, what, mend]) => ({ rule: 'template-limit', stack, subject, what, mend }));
}

/** Stack tags and a resource's own meet on every resource; IAM ignores the case of their keys. */
function judgeTagCase({ state: { name: stack, tags }, resources }: StackView): readonly Finding[] {
  return [...resources.values()]
    .filter(({ type }) => type.startsWith('AWS::IAM::'))
    .flatMap(({ logicalId: subject, properties }) => {
      const own = isList(properties.Tags) ? properties.Tags.map((tag) => String(objectOf(tag).Key as string)) : [];
      return own.flatMap((key): readonly Finding[] => {
        const other = Object.keys(tags).find((tag) => tag !== key && tag.toLowerCase() === key.toLowerCase());
        return other === undefined
          ? []
          : [
            {
              rule: 'tag-case',
              stack,
              subject,
              property: `Tags.${key}`,
              what: `IAM refuses the tag ${key} beside the stack tag ${other}`,
              mend: `leave ${key} off ${subject}, or let go the stack tag first`,
            },
          ];
      });
    });
}

/** An export of a stack that is here must be there when it is imported; of a stack that is not here nobody knows. */
function judgeImports({ state, resolver }: StackView, change: StageChange): readonly Finding[] {
  const lost = new Set(change.stacks.flatMap(({ exports }) => exports.filter(({ kind }) => kind === 'lost').map(({ name }) => name)));
  const present = new Set([...change.after.keys()].flatMap((name) => [...exportsOf(change.viewAfter(name)).keys()]));
  return referencesIn([state.template.Resources, state.template.Outputs]).imports
    .map((argument) => resolver.value(argument))
    .filter((name) => typeof name === 'string' && lost.has(name) && !present.has(name))
    .map((name) => ({
      rule: 'import-value',
      stack: state.name,
      subject: String(name as string),
      what: 'is imported, and would go in the same step',
      mend: 'keep the export',
    }));
}

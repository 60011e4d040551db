import { hasSymbol, isList, isObject, objectOf, same, type Json } from '../../template';
import type { ResourceChange, StageChange } from '../compare';
import { resourcesOf, type Judge } from './context';
import { acceptable, type Finding } from './finding';

const TRANSFORM = 'Fn::Transform';
/** Transforms of which the template itself says what they make. */
const PLAIN = ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions'];

/** Judges parts that a snippet or a macro creates at deployment, so that nobody sees them before. */
export const judgeTransforms: Judge = (change) => [
  ...resourcesOf(change).flatMap(judgeSnippet),
  ...[...change.after.keys()].flatMap((stack) => judgeMacros(stack, change)),
];

function judgeSnippet({ stack, logicalId: subject, before, after, properties }: ResourceChange): readonly Finding[] {
  if (!before || !after) return [];
  const [was, is] = [before.raw[TRANSFORM], after.raw[TRANSFORM]];
  const own = same(was, is) ? [] : [{ path: TRANSFORM, before: was, after: is }];
  const made = properties.filter(({ path, before: old, after: next }) => path.split('.').includes(TRANSFORM) || isMade(old) || isMade(next));
  return [...own, ...made].map(({ path, before: old, after: next }) => acceptable({
    rule: 'transform',
    stack,
    subject,
    property: path,
    ...old === undefined ? {} : { before: old },
    ...next === undefined ? {} : { after: next },
    what: `${path} comes from a transform, and what it makes is not known here`,
    mend: 'write what it makes into the template',
  }));
}

function isMade(value: Json | undefined): boolean {
  return hasSymbol(value) && JSON.stringify(value).includes(`\uE000${TRANSFORM}(`);
}

/** A macro may change anything in its template, also where the template itself stays the same. */
function judgeMacros(stack: string, { before, after, viewAfter }: StageChange): readonly Finding[] {
  const [old, next] = [before.get(stack), after.get(stack)];
  if (!next || old === next || old && same(old.template, next.template)) return [];
  const macros = namesIn(viewAfter(stack)?.state.template.Transform).filter((name) => !PLAIN.includes(name));
  return macros.map((name) => acceptable({
    rule: 'transform',
    stack,
    subject: 'Transform',
    property: name,
    what: `the whole template goes through ${name}, and what that makes is not known here`,
    mend: 'deploy what the macro makes: aws cloudformation get-template --template-stage Processed',
  }));
}

function namesIn(value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(namesIn);
  if (isObject(value)) return [String(objectOf(value).Name as string)];
  return typeof value === 'string' ? [value] : [];
}

import { isStageWord } from './stages';
import { CliError } from '../../errors';
import { hasSymbol } from '../../template';
import type { StageState } from '../state/stage-state';
import type { StackView, Views } from '../state/view';

/** Refuses a template that is of another stage than the file or the assembly says. */
export function refuseOtherStage(deployed: StageState, target: StageState, views: Views): void {
  for (const [name, stack] of deployed) {
    const view = views.of(stack, deployed);
    const foreign = [...view.outputs.values()].find(
      ({ key, exportName }) => exportName !== undefined && isOfSibling(exportName, key, name, [...deployed.keys(), ...target.keys()]),
    )?.exportName;
    if (foreign !== undefined) {throw CliError.usage(`${name}: the template exports ${foreign}, so it is of another stage; get the template of ${name}`);}
    const next = target.get(name);
    const renamed = next && substitutionBetween(view, views.of(next, target));
    if (renamed) {
      throw CliError.usage(
        `${name}: every name in the template has ${renamed[0]} where the assembly has ${renamed[1]}, so it is of another stage; get the template of ${name}`,
      );
    }
  }
}

const VERSION = /^v?\d+([.-]\d+)*$/;

/** `{service}-{stage}-{Key}`: an export that shares all with its stack but the stage is of another stage. */
function isOfSibling(exportName: string, key: string, stackName: string, stacks: readonly string[]): boolean {
  const service = stackName.slice(0, stackName.lastIndexOf('-') + 1);
  return (
    service.split('-').length > 2
    && exportName.startsWith(service)
    && exportName.endsWith(`-${key}`)
    && exportName !== `${stackName}-${key}`
    && exportName.length > service.length + key.length + 1
    && !exportName.startsWith(`${stackName}-`)
    && isStageWord(exportName.slice(service.length, -key.length - 1), stacks)
  );
}

/** The one difference that all names of two or more resources share; a single renamed resource is a change, not another stage. */
function substitutionBetween(before: StackView, after: StackView): readonly [string, string] | undefined {
  const pairs = [...before.resources.values()].flatMap(({ logicalId, type, name }) => {
    const next = after.resources.get(logicalId);
    const comparable = next?.type === type && name !== undefined && next.name !== undefined && !hasSymbol(name) && !hasSymbol(next.name);
    return comparable ? [[name, next.name] as const] : [];
  });
  const differences = new Set(pairs.map(([old, next]) => middle(old, next).join(' -> ')));
  const [first] = pairs;
  if (!first || pairs.length < 2 || differences.size !== 1 || first[0] === first[1]) return undefined;
  const words = middle(...first);
  // Names with another version are renamed resources.
  return words.every((word) => VERSION.test(word)) ? undefined : words;
}

/** Returns the parts in which two names differ, in whole words, without their common beginning and end. */
function middle(one: string, other: string): readonly [string, string] {
  const [first, second] = [one.split(/(?=[-./])|(?<=[-./])/), other.split(/(?=[-./])|(?<=[-./])/)];
  let [start, end] = [0, 0];
  while (start < Math.min(first.length, second.length) && first[start] === second[start]) start += 1;
  while (end < Math.min(first.length, second.length) - start && first[first.length - 1 - end] === second[second.length - 1 - end]) end += 1;
  return [first.slice(start, first.length - end).join(''), second.slice(start, second.length - end).join('')];
}

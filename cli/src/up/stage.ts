import { stagesOf } from '../assembly';
import { CliError } from '../errors';
import type { StackTemplate } from '../template';

/**
 * The stage whose services are used; nothing when the assembly exports none of the library's.
 *
 * @param wanted the stage that was asked for; nothing to take the only one
 * @throws CliError when it is not there, or none was asked for and there are several
 */
export function stageOf(stacks: readonly StackTemplate[], wanted?: string): string | undefined {
  const stages = stagesOf(stacks);
  if (stages.length === 0) return undefined;
  if (wanted === undefined) {
    if (stages.length > 1) throw CliError.usage(`up: the assembly holds the stages ${stages.join(', ')}: say which one with --stage`);
    return stages[0];
  }
  if (!stages.includes(wanted)) throw CliError.usage(`up: the assembly holds no stage ${JSON.stringify(wanted)}: it holds ${stages.join(', ')}`);
  return wanted;
}

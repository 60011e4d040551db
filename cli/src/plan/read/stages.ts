/** Words that name a stage wherever they end the name of a stack. */
const STAGES = ['beta', 'dev', 'development', 'live', 'main', 'prod', 'production', 'qa', 'staging', 'test', 'uat'];

/** Returns true if a word in a name is a stage: it is a known stage, or stacks end with it. */
export function isStageWord(word: string, stacks: readonly string[]): boolean {
  return STAGES.includes(word) || stacks.some((name) => name.endsWith(`-${word}`));
}

/**
 * Returns true if a stack that isn't deployed belongs to another stage of the app than the deployed stacks: `x-data-dev` beside
 * `x-data-main`. The common end of all deployed names is a stage if it is a known stage, or if two services have stacks with both ends.
 *
 * @param alike whether two stacks hold the same things: those of two stages do, and `x-data` and `x-api` do not
 */
export function isOfOtherStage(
  name: string,
  deployed: readonly string[],
  all: readonly string[],
  told: readonly string[],
  alike: (one: string, other: string) => boolean = () => true,
): boolean {
  return sharedEnds(deployed).some((stage) => {
    if (name.endsWith(`-${stage}`)) return false;
    const services = new Set(all.filter((one) => one.endsWith(`-${stage}`)).map((one) => one.slice(0, -stage.length - 1)));
    return splits(name).some(([service, other]) => {
      if (!services.has(service) || (!STAGES.includes(other) && !alike(name, `${service}-${stage}`))) return false;
      const both = [...services].filter((one) => all.includes(`${one}-${other}`));
      return both.length > 1 || STAGES.includes(stage) || told.includes(stage);
    });
  });
}

/** Every end, from a hyphen on, that all names share. */
function sharedEnds([first = '', ...others]: readonly string[]): readonly string[] {
  return splits(first)
    .map(([, end]) => end)
    .filter((end) => others.every((name) => name.endsWith(`-${end}`)));
}

function splits(name: string): readonly (readonly [start: string, end: string])[] {
  const parts = name.split('-');
  return parts.slice(1).map((_, index) => [parts.slice(0, index + 1).join('-'), parts.slice(index + 1).join('-')] as const);
}

import { refuse } from '../stage/refuse';

/** What several parts were told alike; refuses two answers to one question. */
export function agreed<T>(what: string, answers: { readonly [part: string]: T | undefined }): T | undefined {
  const given = Object.entries(answers).filter(([, answer]) => answer !== undefined);
  const [first] = given;
  for (const [part, answer] of given) {
    if (answer !== first[1]) refuse(`${part}.${what}`, answer, `It is ${String(first[1])} in ${first[0]}.${what}, and there is one answer for the stage.`, `${what} in ${first[0]} alone`);
  }
  return first?.[1];
}

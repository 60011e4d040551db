import { wrongWords } from './parse';

/** The assembly that a command works on. */
export function requireAssemblyWord(command: string, assembly: string | undefined): string {
  if (assembly === undefined) throw wrongWords(command, '--assembly is missing; give what "cdk synth" wrote: --assembly cdk.out');
  return assembly;
}

/** A stage becomes the end of stack names, and is searched for with them. */
export function requireStageWord(command: string, stage: string | undefined): void {
  if (stage !== undefined && !/^[a-zA-Z][a-zA-Z0-9-]*$/.test(stage)) {
    throw wrongWords(command, `--stage ${JSON.stringify(stage)}: a stage is letters, digits and hyphens, such as main`);
  }
}

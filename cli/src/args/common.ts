import { usageError } from './parse';

/** The assembly that a command works on. */
export function requireAssemblyArgument(command: string, assembly: string | undefined): string {
  if (assembly === undefined) throw usageError(command, '--assembly is missing; give what "cdk synth" wrote: --assembly cdk.out');
  return assembly;
}

/** A stage becomes the end of stack names, and is searched for with them. */
export function requireStageArgument(command: string, stage: string | undefined): void {
  if (stage !== undefined && !/^[a-zA-Z][a-zA-Z0-9-]*$/.test(stage)) {
    throw usageError(command, `--stage ${JSON.stringify(stage)}: a stage is letters, digits and hyphens, such as main`);
  }
}

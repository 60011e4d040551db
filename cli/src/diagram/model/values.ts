import type { Way } from './picture';
import { type ResolvedStack } from './resolved-stack';
import { namesIn, objectOf, referencesIn, type Json } from '../../template';

/** A value that another stack publishes, and the resource that it shows. */
export interface Published {
  readonly resolved: ResolvedStack;
  readonly output: string;
  readonly resource?: string;
  readonly way: Way;
}

/** Finds what stacks publish, by the name of the export or of the output. */
export class Values {
  public constructor(private readonly all: readonly ResolvedStack[]) {}

  /** Returns the values of other stacks that a part of a template reads. */
  public readBy(reader: ResolvedStack, part: Json | undefined): Published[] {
    const { imports, stackOutputs } = referencesIn(part);
    return [...imports.map((argument) => this.exported(reader, argument)), ...stackOutputs.map((argument) => this.output(reader, argument))]
      .filter((found) => found !== undefined);
  }

  private exported(reader: ResolvedStack, argument: Json): Published | undefined {
    const name = reader.view.resolver.value(argument);
    const { region, account } = reader.stack.state;
    for (const resolved of this.all) {
      // Exports are known within their account and Region only.
      if (resolved === reader || resolved.stack.state.region !== region || resolved.stack.state.account !== account) continue;
      for (const output of resolved.view.outputs.values()) {
        if (output.exportName === name) return published(resolved, output.key, 'export');
      }
    }
    return undefined;
  }

  private output(reader: ResolvedStack, argument: Json): Published | undefined {
    const { StackName: stackName, OutputName: key, Region: given } = objectOf(reader.view.resolver.value(argument));
    const region = typeof given === 'string' ? given : reader.stack.state.region;
    const named = this.all.filter(({ stack: { state } }) => state.name === stackName);
    const resolved = named.find(({ stack: { state } }) => state.region === region) ?? named[0];
    return resolved && resolved !== reader && typeof key === 'string' ? published(resolved, key, 'output') : undefined;
  }
}

function published(resolved: ResolvedStack, output: string, way: Way): Published {
  const { Resources, Outputs } = resolved.stack.state.template;
  const resource = [...namesIn(Outputs[output]?.Value)].find((name) => name in Resources);
  return { resolved, output, way, ...resource === undefined ? {} : { resource } };
}

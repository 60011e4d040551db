import { Fn, IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { exportName } from '../stage/naming';

/** An output of the edge's stacks, for a reader of any region: an export does not leave its own. */
class EdgeOutput implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly home: Stack, private readonly key: string, private readonly name: string) {}

  public resolve({ scope }: IResolveContext): string {
    return Stack.of(scope).region === this.home.region
      ? Fn.importValue(this.name)
      : Fn.getStackOutput(this.home.stackName, this.key, this.home.region);
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return `<${this.home.node.path}: ${this.name}>`;
  }
}

/** A value of the edge in its own stack, and as it is published everywhere else. */
export function edgePublished(home: Stack, stage: ListBackupStage, service: string, key: string, inside: string): string {
  return stackAware(home, inside, Token.asString(new EdgeOutput(home, key, exportName(stage, service, key))));
}

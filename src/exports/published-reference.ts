import { Fn, IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';
import { stackAware } from './reference';
import { topmost } from '../conventions/stack-order';
import { ListBackupStage } from '../stage';
import { exportName } from '../stage/naming';

/** A value that AWS makes up, for whoever reads it outside its own stack. */
class OutsideValue implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly home: Stack, private readonly inside: string, private readonly key: string, private readonly name: string) {}

  public resolve({ scope }: IResolveContext): string {
    const reader = Stack.of(scope);
    // An export of the family's own is not there before the whole family is deployed: nested stacks get the value as a parameter.
    if (topmost(reader) === topmost(this.home)) return this.inside;
    // An export does not leave its region.
    return reader.region === this.home.region ? Fn.importValue(this.name) : Fn.getStackOutput(this.home.stackName, this.key, this.home.region);
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return `<${this.home.node.path}: ${this.name}>`;
  }
}

/**
 * A value that no naming rule tells: inside its own stack an attribute of the resource, in a stack nested beside it a parameter, elsewhere what
 * is published under the key, by export in the same region and by stack output in another.
 */
export function publishedReference(home: Stack, stage: ListBackupStage, service: string, key: string, inside: string): string {
  const outside = new OutsideValue(home, inside, key, exportName(stage, service, key));
  return stackAware(home, inside, Token.asString(outside));
}

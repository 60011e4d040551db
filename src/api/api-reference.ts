import { Fn, IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';
import { topmost } from '../conventions/stack-order';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { exportName, SERVICES } from '../stage/naming';

/** A value for stacks other than the API's: a nested stack beside it gets it as a parameter, any other imports the published export. */
class OutsideValue implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly home: Stack, private readonly inside: string, private readonly imported: string) {}

  public resolve({ scope }: IResolveContext): string {
    // An export of the family's own is not there before the whole family is deployed.
    return topmost(Stack.of(scope)) === topmost(this.home) ? this.inside : this.imported;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return `<${this.home.node.path}: ${this.imported}>`;
  }
}

/** API Gateway makes up its IDs: outside the API's own stack they are known only from the export under that key. */
export function published(home: Stack, stage: ListBackupStage, key: string, inside: string): string {
  const imported = Fn.importValue(exportName(stage, SERVICES.apiGateway, key));
  return stackAware(home, inside, Token.asString(new OutsideValue(home, inside, imported)));
}

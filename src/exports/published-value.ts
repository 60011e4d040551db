import { Fn, IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';
import { requirePublished } from './held-exports';
import { publicationsFor } from './publications';
import { keepOrder } from '../conventions/stack-order';
import { ListBackupStage } from '../stage';
import { exportName, stackName } from '../stage/naming';

/** A value that a stack publishes, of this app or of another. A reader is deployed after a publisher of its own app. */
class PublishedValue implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly expression: string, private readonly noteReader: (context: IResolveContext) => void) {}

  public resolve(context: IResolveContext): string {
    if (context.preparing) this.noteReader(context);
    return this.expression;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return `<${this.expression}>`;
  }
}

/** An export. CloudFormation neither changes nor removes it while someone imports it. */
export function importedValue(stage: ListBackupStage, service: string, key: string): string {
  const name = exportName(stage, service, key);
  return Token.asString(new PublishedValue(Fn.importValue(name), ({ scope }) => {
    const reader = Stack.of(scope);
    const publications = publicationsFor(reader, stage, service);
    requirePublished(scope, name, publications);
    readAfter(reader, publications.get(name)?.stack);
  }));
}

/** An output of the service's own stack, which nothing holds. */
export function outputValue(stage: ListBackupStage, service: string, key: string): string {
  return Token.asString(new PublishedValue(Fn.getStackOutput(stackName(stage, service), key), ({ scope }) => {
    const reader = Stack.of(scope);
    readAfter(reader, publicationsFor(reader, stage, service).get(exportName(stage, service, key))?.stack);
  }));
}

function readAfter(reader: Stack, publisher: Stack | undefined): void {
  if (publisher) keepOrder(reader, publisher);
}

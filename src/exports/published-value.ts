import { CfnOutput, Fn, IResolvable, IResolveContext, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { publicationsFor } from './publish';
import { keepOrder, topmost } from '../conventions/stack-order';
import { ListBackupStage } from '../stage';
import { exportName, stackName } from '../stage/naming';

/** Imports of a stack that nothing publishes, by export name. */
const IN_VAIN = new WeakMap<Stack, Map<string, string>>();

/**
 * Has synthesis refuse an import of what this app's publisher does not publish (any more). CloudFormation would say so only half-way:
 * it holds the export as long as it is imported, and fails whichever stack is deployed first.
 */
function validateImportAtSynth(importer: IConstruct, name: string, publications: ReadonlyMap<string, CfnOutput>): void {
  if (publications.size === 0) return;
  const reader = topmost(Stack.of(importer));
  const publisher = publications.get(name)?.stack;
  if (publisher === undefined) {
    const publishers = [...new Set([...publications.values()].map(({ stack }) => `"${stack.stackName}"`))].join(', ');
    refuseImport(reader, name, `Export "${name}" is imported at ${importer.node.path}. In this app ${publishers} publishes what the service has, and not this. `
      + `Where it was deployed, "${reader.stackName}" holds it: CloudFormation removes no export that is imported. Deploy "${reader.stackName}" without `
      + 'the import first, or read by ListBackupLookup.outputs() or ListBackupLookup.names(), which hold nothing.');
  } else if (topmost(publisher) === reader) {
    refuseImport(reader, name, `Export "${name}" is imported at ${importer.node.path}, in the stack that publishes it, which CloudFormation cannot do. `
      + 'Use the handle of what the stack makes.');
  }
}

function refuseImport(reader: Stack, name: string, message: string): void {
  const refusals = IN_VAIN.get(reader) ?? new Map<string, string>();
  if (!IN_VAIN.has(reader)) {
    IN_VAIN.set(reader, refusals);
    reader.node.addValidation({ validate: () => [...refusals.values()] });
  }
  if (!refusals.has(name)) refusals.set(name, message);
}

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
export function importedValue(stage: ListBackupStage, service: string, key: string, name: string = exportName(stage, service, key)): string {
  return Token.asString(new PublishedValue(Fn.importValue(name), ({ scope }) => {
    const reader = Stack.of(scope);
    const publications = publicationsFor(reader, stage, service);
    validateImportAtSynth(scope, name, publications);
    readAfter(reader, publications.get(name)?.stack);
  }));
}

/** An output of the service's own stack, which nothing holds. */
export function outputValue(stage: ListBackupStage, service: string, key: string, name: string = exportName(stage, service, key)): string {
  return Token.asString(new PublishedValue(Fn.getStackOutput(stackName(stage, service), key), ({ scope }) => {
    const reader = Stack.of(scope);
    readAfter(reader, publicationsFor(reader, stage, service).get(name)?.stack);
  }));
}

function readAfter(reader: Stack, publisher: Stack | undefined): void {
  if (publisher) keepOrder(reader, publisher);
}

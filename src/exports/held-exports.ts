import { CfnOutput, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { topmost } from '../conventions/stack-order';

/** What a stack imports in vain, by export name. */
const IN_VAIN = new WeakMap<Stack, Map<string, string>>();

/**
 * Has synthesis refuse an import of what this app's publisher does not publish (any more). CloudFormation would say so only half-way:
 * it holds the export as long as it is imported, and fails whichever stack is deployed first.
 */
export function requirePublished(importer: IConstruct, name: string, publications: ReadonlyMap<string, CfnOutput>): void {
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

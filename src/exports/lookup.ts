import { Fn } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import type { ExportNames } from './export-names';
import { importedValue, outputValue } from './published-value';
import { ListBackupSecurity, ListBackupStage } from '../stage';
import { stackName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireKey } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireObject, requireText } from '../validation/values';

/** The lookup of one service of one stage: output key, and the rule that says the value where there is one. */
export interface ServiceLookup {
  /** Region of the service, if it isn't the reader's own. */
  readonly region?: string;

  /** A resource's own name (or what identifies it). */
  name(key: string, rule?: () => string): string;

  /** Returns a value derived from that name in the reader's own account and region. */
  derived(key: string, rule?: () => string): string;
}

/**
 * Options to read the outputs of a deployed stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export interface ListBackupOutputsLookupOptions {
  /**
   * The stack that holds the outputs, where it is not the service's own.
   *
   * @default - the stack under the deployed name, `{service}-{stage}`
   */
  readonly stackName?: string;

  /**
   * The region of that stack.
   *
   * @default - the reading stack's region
   */
  readonly region?: string;

  /**
   * Role with which CloudFormation reads a stack of another account.
   *
   * @default - no role, because the stack is in the reading stack's account
   */
  readonly roleArn?: string;
}

/** Finds the value of an output. The rule says it without reading anything; it is left out where none can. */
type Finder = (stage: ListBackupStage, service: string, key: string, rule?: () => string, exported?: string) => string;

/** A resource's own name is found one way; what follows from that name, in the reader's own account and region, may be found another. */
interface Reader {
  readonly name: Finder;
  readonly derived: Finder;
  readonly region?: string;
}

/**
 * Ways to find resources that another app or stack deployed.
 *
 * | lookup | reads | locks the producer | works across |
 * | --- | --- | --- | --- |
 * | `exports()` | the published export | yes: CloudFormation refuses to change or delete an export in use | the same account and region |
 * | `outputs()` | the stack's output, at deployment | no | accounts and regions |
 * | `names()` | nothing: the naming rules give the name | no | the same account and region |
 *
 * Only the values that you use appear in the template.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 *
 * @example
 * ListBackupDataLayer.fromStage(this, 'Data', {
 *   stage: ListBackupStage.MAIN,
 *   lookup: ListBackupLookup.outputs({ region: 'us-west-2' }),
 * });
 */
@located
export class ListBackupLookup {
  /**
   * By the published exports (`Fn::ImportValue`). CloudFormation refuses to remove or change what is read this way, and a deployment
   * fails with the export's name where the stage is not deployed.
   *
   * Where the app itself holds the service and does not publish what is read, synthesis refuses it, and names export and reader.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
   */
  public static exports(): ListBackupLookup {
    const read: Finder = (stage, service, key, _rule, exported) => importedValue(stage, service, key, exported);
    // One import a resource: its ARN follows from the imported name, since an export never leaves its account and region.
    const derived: Finder = (stage, service, key, rule, exported) => rule?.() ?? read(stage, service, key, rule, exported);
    return new ListBackupLookup({ name: read, derived });
  }

  /**
   * Reads the outputs of the deployed stack (`Fn::GetStackOutput`). This works across accounts and regions and doesn't lock the producer.
   * If the producer removes an output, the consumer's next deployment fails.
   *
   * @param options the stack's account and region, if they aren't the reader's own.
   * @throws when an option is unknown.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
   */
  public static outputs(options: ListBackupOutputsLookupOptions = {}): ListBackupLookup {
    requireObject('ListBackupLookup.outputs', options ?? null, 'must be an options object', 'For example: { region: "us-west-2" }.');
    const { region, roleArn } = options;
    for (const [name, works] of [['stackName', '"listbackup-infrastructure-sqs-main"'], ['region', '"us-west-2"'], ['roleArn', '"arn:aws:iam::123456789012:role/reader"']] as const) {
      requireText(`ListBackupLookup.outputs: ${name}`, options[name], /^\S+$/, 'must be text without spaces', `For example: ${works}.`);
    }
    const ownStack = options.stackName === undefined && region === undefined && roleArn === undefined;
    const read: Finder = (stage, service, key, _rule, exported) => (ownStack
      ? outputValue(stage, service, key, exported)
      : Fn.getStackOutput(options.stackName ?? stackName(stage, service), key, region, roleArn));
    return new ListBackupLookup({ name: read, derived: read, region });
  }

  /**
   * Uses the naming rules alone. A value that follows from no rule, such as the user pool's ID, is read from its SSM parameter. This locks
   * nothing, and nothing is checked before it is used.
   */
  public static names(): ListBackupLookup {
    return new ListBackupLookup({ name: byRule, derived: byRule });
  }

  private constructor(private readonly reader: Reader) {}

  /** @internal */
  public _of(stage: ListBackupStage, service: string, exportNames: ExportNames = {}): ServiceLookup {
    return {
      name: (key, rule) => this.reader.name(stage, service, key, rule, exportNames[key]),
      derived: (key, rule) => this.reader.derived(stage, service, key, rule, exportNames[key]),
      region: this.reader.region,
    };
  }
}

const byRule: Finder = (stage, service, key, rule) => {
  if (rule) return rule();
  throw new Error(`ListBackupLookup.names() can't find ${key} of ${stackName(stage, service)}: no naming rule gives it. `
    + 'Use ListBackupLookup.exports() or ListBackupLookup.outputs() for it.');
};

/**
 * Properties to import the resources that another app or stack deployed for a stage.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export interface ListBackupFromStageProps {
  /** The stage that was deployed. */
  readonly stage: ListBackupStage;

  /**
   * Lookup that finds the deployed values.
   *
   * @default ListBackupLookup.exports()
   */
  readonly lookup?: ListBackupLookup;
}

/**
 * Properties to import the resources that another app or stack deployed for a stage, and that can be encrypted.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
 */
export interface ListBackupEncryptedFromStageProps extends ListBackupFromStageProps {
  /**
   * Security level of the deployed resources. With `HARDENED`, the service's key is looked up like other values, by export or output,
   * because its ID follows from no naming rule. If you pass `encryptionKey`, that key is used instead.
   *
   * @default ListBackupSecurity.STANDARD
   */
  readonly security?: ListBackupSecurity;

  /**
   * The customer-managed key of what was deployed, so that grants include it.
   *
   * @default - none, or with `security` HARDENED the service's own
   */
  readonly encryptionKey?: IKey;
}

/** Returns the lookup for a service: the caller's, or by exports. `exportNames` has export names that replace the rule's. */
export function lookupOf(
  props: ListBackupFromStageProps & { readonly encryptionKey?: IKey }, service: string, exportNames?: ExportNames,
): ServiceLookup {
  const stage = requireStage(props);
  requireKey('encryptionKey', props.encryptionKey);
  const lookup: unknown = props.lookup ?? ListBackupLookup.exports();
  // By its member rather than by its class: an app may hold two copies of this package.
  if (typeof lookup !== 'object' || lookup === null || typeof (lookup as Partial<ListBackupLookup>)._of !== 'function') {
    invalid('lookup', lookup, 'must be a ListBackupLookup', 'For example: ListBackupLookup.exports().');
  }
  return (lookup as ListBackupLookup)._of(stage, service, exportNames);
}

import { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupKeyBase } from './key-base';
import { ListBackupFromStageProps } from '../exports';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { keyAliasName, SERVICES } from '../stage/naming';
import { refuse } from '../stage/refuse';
import { requireBoolean } from '../stage/require';
import { requireStatement } from '../stage/require-handles';

/** A stage's key that another stack deployed. Its policy is that stack's. What is not used is not looked up. */
export class ImportedKey extends ListBackupKeyBase {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupFromStageProps) {
    const lookup = lookupOf(props, SERVICES.kms);
    super(scope, id);
    this.lookup = lookup;
  }

  public get keyArn(): string {
    return this.lookup.name('EncryptionKeyArn');
  }

  public get keyId(): string {
    return this.lookup.name('EncryptionKeyId');
  }

  public get aliasName(): string {
    return this.lookup.name('EncryptionKeyAliasName', () => keyAliasName(this.props.stage));
  }

  public addToResourcePolicy(statement: PolicyStatement, allowNoOp?: boolean): AddToResourcePolicyResult {
    requireStatement('statement', statement);
    requireBoolean('allowNoOp', allowNoOp);
    if (allowNoOp === false) refuse('allowNoOp', allowNoOp, 'The policy of a key of another stack is that stack\'s.', 'true, and the statement where the key is made');
    return { statementAdded: false };
  }
}

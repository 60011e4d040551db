import { AddToResourcePolicyResult } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ListBackupSecretBase } from './secret-base';
import { ServiceLookup } from '../exports/service-lookup';

/** What a consumer knows of a secret that another stack deployed. */
export interface ImportedSecretSpec {
  readonly lookup: ServiceLookup;
  /** The output keys begin with this: `StripeSecret`. */
  readonly logicalId: string;
  readonly physicalName: string;
  readonly environmentVariable: string;
  readonly encryptionKey?: IKey;
}

/** A secret that another stack deployed. Its policy is that stack's. */
export class ImportedSecret extends ListBackupSecretBase {
  public readonly secretArn: string;
  public readonly secretFullArn?: string;
  public readonly secretName: string;
  public readonly encryptionKey?: IKey;
  public readonly environmentVariable: string;
  /** @internal */
  protected readonly _arnForPolicies: string;

  public constructor(scope: Construct, id: string, { lookup, logicalId, physicalName, ...spec }: ImportedSecretSpec) {
    super(scope, id);
    // Secrets Manager ends an ARN in six characters of its own, which only a published ARN has.
    const byRule = this.stack.formatArn({ service: 'secretsmanager', resource: `secret:${physicalName}` });
    const arn = lookup.name(`${logicalId}Arn`, () => byRule);
    const isWhole = arn !== byRule;
    this.secretArn = arn;
    this.secretFullArn = isWhole ? arn : undefined;
    this._arnForPolicies = isWhole ? arn : `${byRule}-??????`;
    this.secretName = physicalName;
    this.encryptionKey = spec.encryptionKey;
    this.environmentVariable = spec.environmentVariable;
  }

  public addToResourcePolicy(): AddToResourcePolicyResult {
    return { statementAdded: false };
  }
}

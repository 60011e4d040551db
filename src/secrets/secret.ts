import { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, CfnSecret, ResourcePolicy } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { importSecret, ListBackupSecretBase } from './secret-import';
import { IListBackupSecret } from '../handles';
import { ListBackupSecretContent, ListBackupSecretFromStageProps, ListBackupSecretOptions, requireSecretName } from './secret-options';
import { rotateSecret } from './secret-rotation';
import { contentOf } from './secret-value';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, removalPolicyFor, requireResourceId, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { publishedReference, stackAware } from '../exports/reference';
import { getOrCreateServiceKey } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { environmentVariable, kebabCase, secretName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireKey, requireStatement } from '../validation/constructs';
import { located } from '../validation/located';
import { requireService, requireVariable } from '../validation/names';
import { requireText } from '../validation/values';

/** A secret under the ListBackup conventions. */
export interface ListBackupSecretProps extends ListBackupSecretOptions, ListBackupSecretContent {
  /** The stage: it decides the name and every default. */
  readonly stage: ListBackupStage;

  /**
   * The service that owns the secret: the `Service` tag, and what its exports begin with.
   *
   * @default 'listbackup-infrastructure-secrets'
   */
  readonly service?: string;

  /**
   * The last part of the secret's name, `listbackup/{stage}/{name}`.
   *
   * @default - the construct's id in kebab case: `GoogleOauth` becomes `google-oauth`
   */
  readonly name?: string;
}

/**
 * One Secrets Manager secret under the ListBackup conventions: named and protected by its stage, and published by name, never with its
 * value.
 *
 * Its logical ID is always the construct's id and `Secret`. Its name is `listbackup/{stage}/{name}`.
 *
 * @throws at synthesis when a value is in plain text, or a name, generation or rotation is invalid.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-secretsmanager-secret.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const stripe: IListBackupSecret = new ListBackupSecret(this, 'Stripe', {
 *   stage: ListBackupStage.DEV,
 *   service: 'listbackup-api-billing',
 *   description: 'API key of the Stripe account',
 * });
 * stripe.grantRead(worker);
 */
@located
export class ListBackupSecret extends ListBackupSecretBase {
  /**
   * A secret that another app or stack deployed: one of the stage's secrets, or a service's own.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the id with which the secret was created.
   * @param props the stage, and the lookup for the secret.
   *
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   * @example
   * declare const worker: lambda.Function;
   *
   * const stripe = ListBackupSecret.fromStage(this, 'Stripe', { stage: ListBackupStage.MAIN });
   * stripe.grantRead(worker);
   * worker.addEnvironment(stripe.environmentVariable, stripe.secretName);
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupSecretFromStageProps): IListBackupSecret {
    return importSecret(scope, id, props);
  }

  public readonly secretArn: string;
  public readonly secretFullArn?: string;
  public readonly secretName: string;
  public readonly encryptionKey?: IKey;
  public readonly environmentVariable: string;
  /** @internal */
  protected readonly _arnForPolicies: string;
  private policy?: ResourcePolicy;

  /**
   * @param scope the stack for the resource, or a construct in it.
   * @param id the construct's id: the logical ID is this and `Secret`, and its kebab case is in the name unless you set `name`.
   * @param props the stage, the content of the secret, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupSecretProps) {
    const stage = requireStage(props);
    requireResourceId(id);
    const name = requireSecretName(props.name ?? kebabCase(id));
    const content = contentOf(scope, props);
    const service = requireService(props.service ?? SERVICES.secrets);
    requireKey('encryptionKey', props.encryptionKey);
    requireVariable(props.environmentVariable, 'STRIPE_SECRET_NAME');
    requireText('description', props.description, /^[^]{0,2048}$/, 'must have at most 2048 characters', 'For example: "What the payments are signed with".');
    super(scope, id);

    const logicalId = `${id}Secret`;
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, { stage, service, removalPolicy, users: [], shared: true });
    // L1: `Secret` (L2) makes up a value where none is given, which a value from outside would then have to replace.
    const secret = claimLogicalId(new CfnSecret(this, 'Resource', {
      name: secretName(stage, name),
      description: props.description,
      kmsKeyId: encryptionKey?.keyArn,
      ...content,
      tags: resourceTags(stage, service),
    }), logicalId);
    secret.applyRemovalPolicy(removalPolicy);

    // Secrets Manager ends an ARN in six characters of its own, which policies match and readers may leave out.
    const partialArn = this.stack.formatArn({ service: 'secretsmanager', resource: `secret:${secretName(stage, name)}` });
    const anyEnding = `${partialArn}-??????`;
    this.secretArn = stackAware(this.stack, secret.ref, partialArn);
    this.secretFullArn = publishedReference(this.stack, stage, service, `${logicalId}Arn`, secret.ref);
    this._arnForPolicies = stackAware(this.stack, secret.ref, anyEnding);
    // The same on both sides, but a stack that reads it is deployed later.
    this.secretName = stackAware(this.stack, secretName(stage, name), secretName(stage, name));
    this.encryptionKey = encryptionKey;
    this.environmentVariable = props.environmentVariable ?? environmentVariable(name, 'SECRET_NAME');
    publish(this, stage, service, { [`${logicalId}Name`]: secretName(stage, name), [`${logicalId}Arn`]: secret.ref });

    if (props.rotation !== undefined) {
      rotateSecret(this, logicalId, { name, secret, arnForPolicies: anyEnding, encryptionKey }, props.rotation);
    }
  }

  /** Adds a statement to the secret's resource policy, and creates the policy if it doesn't exist. */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    requireStatement('statement', statement);
    this.policy ??= this.createPolicy();
    this.policy.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }

  private createPolicy(): ResourcePolicy {
    const policy = new ResourcePolicy(this, 'Policy', { secret: this });
    const cfnPolicy = policy.node.defaultChild as CfnResourcePolicy;
    // Secrets Manager refuses a policy that would open the secret to everybody.
    cfnPolicy.blockPublicPolicy = true;
    claimLogicalId(cfnPolicy, `${this.node.id}SecretPolicy`);
    return policy;
  }
}

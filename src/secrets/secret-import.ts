import { Duration, Resource, SecretsManagerSecretOptions, SecretValue, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { AccountRootPrincipal, AddToResourcePolicyResult, Effect, Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ISecret,
  ISecretAttachmentTarget,
  RotationSchedule,
  RotationScheduleOptions,
  SecretReference,
  SecretTargetAttachment,
} from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IConstruct } from 'constructs';
import { ListBackupSecretFromStageProps, requireSecretName } from './secret-options';
import { SERVICES } from '../catalogue/services';
import { requireResourceId } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { IListBackupSecret } from '../handles';
import { importedKeyFor } from '../keys/service-key';
import { environmentVariable, kebabCase, secretName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireGrantee, requireTexts } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireService, requireVariable } from '../validation/names';
import { requireAttribute, requireBoolean, requireDurationBetween, requireObject, requireText } from '../validation/values';

/**
 * Limits a grant on a key to Secrets Manager's use for the grantee. CDK's `ViaServicePrincipal` isn't used: its statement is in the key's
 * policy and names the grantee, which another stack can deploy after the key.
 */
export function onlyThroughSecretsManager(scope: IConstruct, grant: Grant): Grant {
  for (const statement of [...grant.principalStatements, ...grant.resourceStatements]) {
    statement.addCondition('StringEquals', { 'kms:ViaService': `secretsmanager.${Stack.of(scope).region}.amazonaws.com` });
  }
  return grant;
}

/**
 * Base of created and imported secrets: grants and references. CDK doesn't export the base class of its own secrets.
 *
 * @internal
 */
@located
export abstract class ListBackupSecretBase extends Resource implements IListBackupSecret {
  public abstract readonly secretArn: string;
  public abstract readonly secretFullArn?: string;
  public abstract readonly secretName: string;
  public abstract readonly encryptionKey?: IKey;
  public abstract readonly environmentVariable: string;
  /** @internal */
  protected abstract readonly _arnForPolicies: string;

  public get secretRef(): SecretReference {
    return { secretId: this.secretArn };
  }

  public get secretValue(): SecretValue {
    return SecretValue.secretsManager(this.secretArn);
  }

  public secretValueFromJson(key: string): SecretValue {
    requireText('key', key, /^[^:]+$/, 'must be a key of the secret\'s JSON, without a colon', 'For example: "password".');
    return SecretValue.secretsManager(this.secretArn, { jsonField: key });
  }

  public cfnDynamicReferenceKey(options?: SecretsManagerSecretOptions): string {
    requireObject('options', options, 'must name the part of the secret to read', 'For example: { jsonField: "password" }.');
    for (const name of ['jsonField', 'versionId', 'versionStage'] as const) {
      requireText(`options.${name}`, options?.[name], /^[^:]*$/, 'must be a part of a dynamic reference, without a colon', 'For example: "password".');
    }
    return SecretValue.cfnDynamicReferenceKey(this.secretArn, options);
  }

  public grantRead(grantee: IGrantable, versionStages?: string[]): Grant {
    requireGrantee('grantee', grantee);
    requireTexts('versionStages', versionStages, '["AWSCURRENT"]');
    const grant = this.grantOnSecret(grantee, ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret']);
    if (this.encryptionKey) onlyThroughSecretsManager(this, this.encryptionKey.grantDecrypt(grantee));
    if (versionStages) {
      for (const statement of [...grant.principalStatements, ...grant.resourceStatements]) {
        statement.addCondition('ForAnyValue:StringEquals', { 'secretsmanager:VersionStage': versionStages });
      }
    }
    return grant;
  }

  public grantWrite(grantee: IGrantable): Grant {
    const actions = ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret', 'secretsmanager:UpdateSecretVersionStage'];
    requireGrantee('grantee', grantee);
    if (this.encryptionKey) onlyThroughSecretsManager(this, this.encryptionKey.grantEncrypt(grantee));
    return this.grantOnSecret(grantee, actions);
  }

  public addRotationSchedule(id: string, options: RotationScheduleOptions): RotationSchedule {
    const rotates: boolean = typeof options === 'object' && options !== null && (options.rotationLambda !== undefined) !== (options.hostedRotation !== undefined);
    if (!rotates) invalid('options', options, 'must have rotationLambda or hostedRotation, which rotates the secret', 'For example: { rotationLambda: fn }.');
    requireText('id', id ?? '', /^[^/]+$/, 'must be the construct\'s id', 'For example: "Rotation".');
    requireAttribute('options.rotationLambda', options.rotationLambda, 'functionArn', 'a Lambda function', 'fn');
    requireAttribute('options.hostedRotation', options.hostedRotation, 'bind', 'a rotation of AWS\'s own', 'HostedRotation.mysqlSingleUser()');
    requireBoolean('options.rotateImmediatelyOnUpdate', options.rotateImmediatelyOnUpdate);
    requireInterval('options.automaticallyAfter', options.automaticallyAfter);
    return new RotationSchedule(this, id, { secret: this, ...options });
  }

  public abstract addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;

  public denyAccountRootDelete(): void {
    this.addToResourcePolicy(new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AccountRootPrincipal()],
      actions: ['secretsmanager:DeleteSecret'],
      resources: ['*'],
    }));
  }

  public attach(target: ISecretAttachmentTarget): ISecret {
    requireAttribute('target', target ?? null, 'asSecretAttachmentTarget', 'what a secret can be attached to', 'a database');
    return new SecretTargetAttachment(this, 'Attachment', { secret: this, target });
  }

  private grantOnSecret(grantee: IGrantable, actions: string[]): Grant {
    const account = grantee.grantPrincipal.principalAccount;
    if (!this.encryptionKey && account !== undefined && Token.compareStrings(account, this.env.account) === TokenComparison.DIFFERENT) {
      invalid('grantee', account, `can't be in account ${account} unless the secret has an encryptionKey: another account can't use the default key`, 'For example: encryptionKey: new ListBackupKey(…).');
    }
    return Grant.addToPrincipalOrResource({ grantee, actions, resourceArns: [this._arnForPolicies], resource: this });
  }
}

/** Rejects an invalid rotation interval. Accepts zero, which means that the secret is rotated only on request. */
function requireInterval(what: string, interval: Duration | undefined): void {
  const isZero = interval?.isUnresolved?.() === false && interval.toMilliseconds() === 0;
  if (!isZero) requireDurationBetween(what, interval, Duration.hours(4), Duration.days(1000));
}

/** Attributes of a secret deployed by another stack. */
export interface ImportedSecretSpec {
  readonly lookup: ServiceLookup;
  /** The output keys begin with this: `StripeSecret`. */
  readonly logicalId: string;
  readonly physicalName: string;
  readonly environmentVariable: string;
  readonly encryptionKey?: IKey;
}

/** A secret that another stack deployed. Its policy is that stack's. */
@located
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

/** The handle of a deployed secret. */
export function importSecret(scope: Construct, id: string, props: ListBackupSecretFromStageProps): IListBackupSecret {
  const stage = requireStage(props);
  const service = requireService(props.service ?? SERVICES.secrets);
  const lookup = lookupOf(props, service);
  requireResourceId(id);
  requireVariable(props.environmentVariable, 'STRIPE_SECRET_NAME');
  const name = requireSecretName(props.name ?? kebabCase(id));
  return new ImportedSecret(scope, id, {
    lookup,
    logicalId: `${id}Secret`,
    physicalName: secretName(stage, name),
    environmentVariable: props.environmentVariable ?? environmentVariable(name, 'SECRET_NAME'),
    encryptionKey: importedKeyFor(scope, `${id}Key`, props, service, lookup),
  });
}

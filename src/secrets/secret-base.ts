import { Duration, Resource, SecretsManagerSecretOptions, SecretValue, Token, TokenComparison } from 'aws-cdk-lib';
import { AccountRootPrincipal, AddToResourcePolicyResult, Effect, Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ISecret, ISecretAttachmentTarget, RotationSchedule, RotationScheduleOptions, SecretReference, SecretTargetAttachment,
} from 'aws-cdk-lib/aws-secretsmanager';
import { IListBackupSecret } from './secret-handle';
import { onlyThroughSecretsManager } from './secret-key';
import { refuse } from '../stage/refuse';
import { requireAttribute, requireBoolean, requireObject, requireText } from '../stage/require';
import { requireDurationBetween } from '../stage/require-duration';
import { requireGrantee, requireTexts } from '../stage/require-handles';

/**
 * What created and imported secrets share: grants and references. CDK does not export the base class of its own secrets.
 *
 * @internal
 */
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
    requireText('key', key, /^[^:]+$/, 'It is a key of the secret\'s JSON, without a colon.', '"password"');
    return SecretValue.secretsManager(this.secretArn, { jsonField: key });
  }

  public cfnDynamicReferenceKey(options?: SecretsManagerSecretOptions): string {
    requireObject('options', options, 'It says which part of the secret is read.', '{ jsonField: "password" }');
    for (const name of ['jsonField', 'versionId', 'versionStage'] as const) {
      requireText(`options, ${name}`, options?.[name], /^[^:]*$/, 'It is a part of a dynamic reference, without a colon.', '"password"');
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
    if (!rotates) refuse('options', options, 'They name what rotates the secret: rotationLambda or hostedRotation.', '{ rotationLambda: fn }');
    requireText('id', id ?? '', /^[^/]+$/, 'It is the construct\'s id.', '"Rotation"');
    requireAttribute('options, rotationLambda', options.rotationLambda, 'functionArn', 'a Lambda function', 'fn');
    requireAttribute('options, hostedRotation', options.hostedRotation, 'bind', 'a rotation of AWS\'s own', 'HostedRotation.mysqlSingleUser()');
    requireBoolean('options, rotateImmediatelyOnUpdate', options.rotateImmediatelyOnUpdate);
    requireInterval('options, automaticallyAfter', options.automaticallyAfter);
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
      refuse(`secret ${this.node.path}, grant to account`, account, 'Another account can only use a secret that has an encryptionKey: the default key is the account\'s own.',
        'encryptionKey: new ListBackupKey(…)');
    }
    return Grant.addToPrincipalOrResource({ grantee, actions, resourceArns: [this._arnForPolicies], resource: this });
  }
}

/** Zero is no interval: then whoever calls rotates. */
function requireInterval(what: string, interval: Duration | undefined): void {
  const isZero = interval?.isUnresolved?.() === false && interval.toMilliseconds() === 0;
  if (!isZero) requireDurationBetween(what, interval, Duration.hours(4), Duration.days(1000));
}

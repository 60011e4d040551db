import { Resource } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, KeyGrants, KeyReference } from 'aws-cdk-lib/aws-kms';
import { IListBackupKey } from './key-handle';

/**
 * What created and imported keys share: grants. CDK does not export the base class of its own keys.
 *
 * @internal
 */
export abstract class ListBackupKeyBase extends Resource implements IListBackupKey {
  public abstract readonly keyArn: string;
  public abstract readonly keyId: string;
  public abstract readonly aliasName: string;

  public get keyRef(): KeyReference {
    return { keyArn: this.keyArn, keyId: this.keyId };
  }

  /** Ways to let a principal use the key. */
  public get grants(): KeyGrants {
    // The key's policy trusts the account, so that a principal's own policy suffices.
    return KeyGrants.fromKey(this, true);
  }

  public abstract addToResourcePolicy(statement: PolicyStatement, allowNoOp?: boolean): AddToResourcePolicyResult;

  public addAlias(alias: string): Alias {
    return new Alias(this, `Alias${alias}`, { aliasName: alias, targetKey: this });
  }

  public grant(grantee: IGrantable, ...actions: string[]): Grant {
    return this.grants.actions(grantee, ...actions);
  }

  public grantDecrypt(grantee: IGrantable): Grant {
    return this.grants.decrypt(grantee);
  }

  public grantEncrypt(grantee: IGrantable): Grant {
    return this.grants.encrypt(grantee);
  }

  public grantEncryptDecrypt(grantee: IGrantable): Grant {
    return this.grants.encryptDecrypt(grantee);
  }

  public grantSign(grantee: IGrantable): Grant {
    return this.grants.sign(grantee);
  }

  public grantVerify(grantee: IGrantable): Grant {
    return this.grants.verify(grantee);
  }

  public grantSignVerify(grantee: IGrantable): Grant {
    return this.grants.signVerify(grantee);
  }

  public grantGenerateMac(grantee: IGrantable): Grant {
    return this.grants.generateMac(grantee);
  }

  public grantVerifyMac(grantee: IGrantable): Grant {
    return this.grants.verifyMac(grantee);
  }
}

import { Resource } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, KeyGrants, KeyReference } from 'aws-cdk-lib/aws-kms';
import { IListBackupKey } from './key-handle';
import { requireText } from '../stage/require';
import { requireGrantee } from '../stage/require-handles';

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
    requireText('alias', alias, /^(alias\/)?(?!aws\/)[A-Za-z0-9:/_-]{1,250}$/, 'An alias has 1 to 250 letters, digits and ":/_-", and does not begin with "aws/".', '"listbackup-main"');
    return new Alias(this, `Alias${alias}`, { aliasName: alias, targetKey: this });
  }

  public grant(grantee: IGrantable, ...actions: string[]): Grant {
    for (const action of actions) requireText('actions', action ?? '', /^(\*|[a-z0-9-]+:[A-Za-z*?]+)$/, 'An action has a service, a colon and the name of an operation.', '"kms:Decrypt"');
    return this.grantsTo(grantee).actions(grantee, ...actions);
  }

  public grantDecrypt(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).decrypt(grantee);
  }

  public grantEncrypt(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).encrypt(grantee);
  }

  public grantEncryptDecrypt(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).encryptDecrypt(grantee);
  }

  public grantSign(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).sign(grantee);
  }

  public grantVerify(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).verify(grantee);
  }

  public grantSignVerify(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).signVerify(grantee);
  }

  public grantGenerateMac(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).generateMac(grantee);
  }

  public grantVerifyMac(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).verifyMac(grantee);
  }

  private grantsTo(grantee: IGrantable): KeyGrants {
    requireGrantee('grantee', grantee);
    return this.grants;
  }
}

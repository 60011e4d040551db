import { ArnFormat, Resource } from 'aws-cdk-lib';
import { IdentityPoolReference } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';

/** What created and imported identity pools share. */
export abstract class IdentityPoolBase extends Resource implements IIdentityPool {
  public abstract readonly identityPoolId: string;
  public abstract readonly identityPoolName: string;

  public get identityPoolArn(): string {
    return this.stack.formatArn({
      service: 'cognito-identity', resource: 'identitypool', resourceName: this.identityPoolId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  public get identityPoolRef(): IdentityPoolReference {
    return { identityPoolId: this.identityPoolId };
  }

  protected unknownName(): never {
    throw new Error(`${this.node.path}: the name is CloudFormation's, and known only in the identity pool's own stack. Use identityPoolId.`);
  }
}

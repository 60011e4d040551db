import { ArnFormat, Lazy, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { CfnIdentityPool, IdentityPoolReference, IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { Construct } from 'constructs';
import { published } from './attribute';
import { claimLogicalId, resourceTags } from '../conventions';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';
import { requireBoolean } from '../stage/require';

/** What the identity pool takes from its layer. */
export interface IdentityPoolProps {
  readonly stage: ListBackupStage;
  readonly userPool: IUserPool;
  readonly userPoolClient: IUserPoolClient;
  readonly unauthenticatedIdentities?: boolean;
  readonly removalPolicy: RemovalPolicy;
}

/** Gives AWS credentials to the user pool's users. */
export class CreatedIdentityPool extends Resource implements IIdentityPool {
  public readonly identityPoolId: string;
  public readonly identityPoolArn: string;
  public readonly identityPoolName: string;

  public constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    super(scope, id);
    requireBoolean('unauthenticatedIdentities', props.unauthenticatedIdentities);

    // L1: `IdentityPool` (L2) makes roles and an attachment of its own, whose logical IDs follow from the tree.
    const pool = claimLogicalId(new CfnIdentityPool(this, 'Resource', {
      allowUnauthenticatedIdentities: props.unauthenticatedIdentities ?? false,
      allowClassicFlow: false,
      cognitoIdentityProviders: [{
        providerName: props.userPool.userPoolProviderName,
        clientId: props.userPoolClient.userPoolClientId,
        // A user who was signed out everywhere, or disabled, gets no further credentials.
        serverSideTokenCheck: true,
      }],
      identityPoolTags: resourceTags(props.stage, SERVICES.cognito),
    }), 'CognitoIdentityPool');
    pool.applyRemovalPolicy(props.removalPolicy);

    this.identityPoolId = published(this, props.stage, 'CognitoIdentityPoolId', pool.ref);
    this.identityPoolArn = this.stack.formatArn({
      service: 'cognito-identity', resource: 'identitypool', resourceName: this.identityPoolId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.identityPoolName = stackAware(this.stack, pool.attrName, Lazy.string({ produce: () => this.unknownName() }));
  }

  public get identityPoolRef(): IdentityPoolReference {
    return { identityPoolId: this.identityPoolId };
  }

  private unknownName(): never {
    throw new Error(`${this.node.path}: the name is CloudFormation's, and known only in the identity pool's own stack. Use identityPoolId.`);
  }
}

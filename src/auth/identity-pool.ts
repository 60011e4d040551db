import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { CfnIdentityPool, IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { published } from './attribute';
import { IdentityPoolBase } from './identity-pool-base';
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
export class CreatedIdentityPool extends IdentityPoolBase {
  public readonly identityPoolId: string;
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
    this.identityPoolName = stackAware(this.stack, pool.attrName, Lazy.string({ produce: () => this.unknownName() }));
  }
}

import { ArnFormat, Lazy, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { CfnIdentityPool, IdentityPoolReference, IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { Construct } from 'constructs';
import { published } from './parameters';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { located } from '../validation/located';
import { requireBoolean } from '../validation/values';

/** Base of created and imported identity pools. */
@located
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

/** Properties of the identity pool, from its layer. */
export interface IdentityPoolProps {
  readonly stage: ListBackupStage;
  readonly userPool: IUserPool;
  readonly userPoolClient: IUserPoolClient;
  readonly unauthenticatedIdentities?: boolean;
  readonly removalPolicy: RemovalPolicy;
}

/** Gives AWS credentials to the user pool's users. */
@located
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

/** An identity pool that another stack deployed. Cognito makes up its ID, so that not every lookup finds it: it is read when it is used. */
@located
export class ImportedIdentityPool extends IdentityPoolBase {
  public constructor(scope: Construct, id: string, private readonly lookup: ServiceLookup) {
    super(scope, id);
  }

  public get identityPoolId(): string {
    return this.lookup.name('CognitoIdentityPoolId');
  }

  public get identityPoolName(): string {
    return this.unknownName();
  }
}

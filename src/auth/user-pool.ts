import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import {
  CfnUserPool,
  ClientAttributes,
  IUserPoolIdentityProvider,
  IUserPoolIdentityProviderRef,
  UserPoolClient,
  UserPoolClientOptions,
  UserPoolDomain,
  UserPoolDomainOptions,
  UserPoolGroup,
  UserPoolGroupOptions,
  UserPoolReference,
  UserPoolResourceServer,
  UserPoolResourceServerOptions,
} from 'aws-cdk-lib/aws-cognito';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupAuthProps } from './auth-options';
import { emailConfiguration, smsConfiguration } from './messages';
import { parameterValue, published } from './parameters';
import { accountRecoverySetting, attributeUpdates, featurePlanOf, passwordPolicy, secondFactor, threatProtection, usernameConfiguration } from './sign-in';
import { lambdaConfig, permitTriggers } from './triggers';
import { schema } from './user-attributes';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, protectedRemovalPolicy, resourceTags, tagMap } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { stackAware } from '../exports/reference';
import { IListBackupUserPool } from '../handles';
import { ListBackupStage } from '../stage';
import { userPoolName } from '../stage/naming';
import { requireGrantee } from '../validation/constructs';
import { located } from '../validation/located';
import { requireBoolean } from '../validation/values';

/** Actions that read users, groups and memberships. */
const READ_ACTIONS = [
  'cognito-idp:AdminGetUser',
  'cognito-idp:AdminListGroupsForUser',
  'cognito-idp:DescribeUserPool',
  'cognito-idp:GetGroup',
  'cognito-idp:ListGroups',
  'cognito-idp:ListUsers',
  'cognito-idp:ListUsersInGroup',
];

/** Actions that create, change and delete users and their memberships. */
const WRITE_ACTIONS = [
  'cognito-idp:AdminAddUserToGroup',
  'cognito-idp:AdminConfirmSignUp',
  'cognito-idp:AdminCreateUser',
  'cognito-idp:AdminDeleteUser',
  'cognito-idp:AdminDeleteUserAttributes',
  'cognito-idp:AdminDisableUser',
  'cognito-idp:AdminEnableUser',
  'cognito-idp:AdminRemoveUserFromGroup',
  'cognito-idp:AdminResetUserPassword',
  'cognito-idp:AdminSetUserMFAPreference',
  'cognito-idp:AdminSetUserPassword',
  'cognito-idp:AdminUpdateUserAttributes',
  'cognito-idp:AdminUserGlobalSignOut',
];

/** Otherwise Cognito lets a client write every mutable attribute, those that decide whose data a user sees among them. */
const STANDARD_ATTRIBUTES = new ClientAttributes().withStandardAttributes({
  address: true,
  birthdate: true,
  email: true,
  familyName: true,
  fullname: true,
  gender: true,
  givenName: true,
  lastUpdateTime: true,
  locale: true,
  middleName: true,
  nickname: true,
  phoneNumber: true,
  preferredUsername: true,
  profilePage: true,
  profilePicture: true,
  timezone: true,
  website: true,
});

/** Base of user pools with an ID and an ARN. CDK doesn't export its own base class. */
@located
export abstract class UserPoolBase extends Resource implements IListBackupUserPool {
  public abstract readonly userPoolId: string;
  public abstract readonly userPoolArn: string;
  public abstract readonly userPoolProviderName: string;
  public readonly identityProviders: IUserPoolIdentityProvider[] = [];

  public get userPoolRef(): UserPoolReference {
    return { userPoolId: this.userPoolId, userPoolArn: this.userPoolArn };
  }

  public addClient(id: string, options?: UserPoolClientOptions): UserPoolClient {
    return new UserPoolClient(this, id, { userPool: this, ...options, writeAttributes: options?.writeAttributes ?? STANDARD_ATTRIBUTES });
  }

  public addDomain(id: string, options: UserPoolDomainOptions): UserPoolDomain {
    return new UserPoolDomain(this, id, { userPool: this, ...options });
  }

  public addResourceServer(id: string, options: UserPoolResourceServerOptions): UserPoolResourceServer {
    return new UserPoolResourceServer(this, id, { userPool: this, ...options });
  }

  public addGroup(id: string, options: UserPoolGroupOptions): UserPoolGroup {
    return new UserPoolGroup(this, id, { userPool: this, ...options });
  }

  public registerIdentityProvider(provider: IUserPoolIdentityProviderRef): void {
    if (isNamed(provider)) this.identityProviders.push(provider);
  }

  public grant(grantee: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.userPoolArn] });
  }

  public grantRead(grantee: IGrantable): Grant {
    requireGrantee('grantee', grantee);
    return this.grant(grantee, ...READ_ACTIONS);
  }

  public grantWrite(grantee: IGrantable): Grant {
    requireGrantee('grantee', grantee);
    return this.grant(grantee, ...WRITE_ACTIONS);
  }

  public grantReadWrite(grantee: IGrantable): Grant {
    requireGrantee('grantee', grantee);
    return this.grant(grantee, ...READ_ACTIONS, ...WRITE_ACTIONS);
  }
}

function isNamed(provider: IUserPoolIdentityProviderRef): provider is IUserPoolIdentityProvider {
  return 'providerName' in provider;
}

/** Properties of the user pool, from its layer. */
export interface UserPoolProps extends ListBackupAuthProps {
  readonly domainName: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The user pool, and the role with which it sends text messages. */
@located
export class CreatedUserPool extends UserPoolBase {
  public readonly userPoolId: string;
  public readonly userPoolArn: string;
  public readonly userPoolProviderName: string;

  public constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const { stage } = props;
    requireBoolean('selfSignUp', props.selfSignUp);
    requireBoolean('deletionProtection', props.deletionProtection);
    const deletionProtection = props.deletionProtection ?? stage.deletionProtection;

    // L1: `UserPool` (L2) leaves out the schema's data type and adds verification settings, and Cognito resets what an update leaves out.
    const pool = claimLogicalId(new CfnUserPool(this, 'Resource', {
      userPoolName: userPoolName(stage),
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: !(props.selfSignUp ?? true) },
      policies: { passwordPolicy: passwordPolicy(props) },
      accountRecoverySetting: accountRecoverySetting(props),
      usernameConfiguration: usernameConfiguration(props),
      userAttributeUpdateSettings: attributeUpdates(props),
      ...secondFactor(props),
      smsConfiguration: smsConfiguration(this, stage, props.permissionsBoundary),
      emailConfiguration: emailConfiguration(props, props.domainName),
      schema: schema(props),
      lambdaConfig: lambdaConfig(props),
      userPoolTier: featurePlanOf(props),
      userPoolAddOns: threatProtection(props),
      deletionProtection: deletionProtection ? 'ACTIVE' : 'INACTIVE',
      userPoolTags: tagMap(resourceTags(stage, SERVICES.cognito)),
    }), 'CognitoUserPool');
    pool.applyRemovalPolicy(protectedRemovalPolicy(props.removalPolicy, deletionProtection));
    permitTriggers(this, props.triggers, pool.attrArn);

    this.userPoolId = published(this, stage, 'CognitoUserPoolId', pool.ref);
    this.userPoolArn = published(this, stage, 'CognitoUserPoolArn', pool.attrArn);
    this.userPoolProviderName = stackAware(this.stack, pool.attrProviderName, `cognito-idp.${this.stack.region}.${this.stack.urlSuffix}/${this.userPoolId}`);
  }
}

/** A user pool that another stack deployed. Cognito makes up its ID: where nothing is read, it is in a parameter. */
@located
export class ImportedUserPool extends UserPoolBase {
  public readonly userPoolId: string;
  public readonly userPoolArn: string;
  public readonly userPoolProviderName: string;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, lookup: ServiceLookup) {
    super(scope, id);
    const { region, urlSuffix } = this.stack;
    this.userPoolId = lookup.name('CognitoUserPoolId', () => parameterValue(stage, 'UserPoolIdParameter'));
    this.userPoolArn = lookup.derived('CognitoUserPoolArn', () => (
      this.stack.formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: this.userPoolId })
    ));
    this.userPoolProviderName = `cognito-idp.${lookup.region ?? region}.${urlSuffix}/${this.userPoolId}`;
  }
}

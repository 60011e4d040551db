import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { accountRecoverySetting } from './account-recovery';
import { published } from './attribute';
import { ListBackupAuthProps } from './auth-props';
import { emailConfiguration } from './email';
import { featurePlanOf } from './feature-plan';
import { passwordPolicy } from './password-policy';
import { secondFactor } from './second-factor';
import { smsConfiguration } from './sms-role';
import { threatProtection } from './threat-protection';
import { lambdaConfig, permitTriggers } from './triggers';
import { schema } from './user-attributes';
import { UserPoolBase } from './user-pool-base';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { stackAware } from '../exports/reference';
import { SERVICES, userPoolName } from '../stage/naming';
import { requireBoolean } from '../stage/require';

/** What the pool takes from its layer. */
export interface UserPoolProps extends ListBackupAuthProps {
  readonly domainName: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The user pool, and the role with which it sends text messages. */
export class CreatedUserPool extends UserPoolBase {
  public readonly userPoolId: string;
  public readonly userPoolArn: string;
  public readonly userPoolProviderName: string;

  public constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const { stage } = props;
    requireBoolean('selfSignUp', props.selfSignUp);
    requireBoolean('deletionProtection', props.deletionProtection);

    // L1: `UserPool` (L2) leaves out the schema's data type and adds verification settings, and Cognito resets what an update leaves out.
    const pool = claimLogicalId(new CfnUserPool(this, 'Resource', {
      userPoolName: userPoolName(stage),
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: !(props.selfSignUp ?? true) },
      policies: { passwordPolicy: passwordPolicy(props) },
      accountRecoverySetting: accountRecoverySetting(props),
      ...secondFactor(props),
      smsConfiguration: smsConfiguration(this, stage, props.permissionsBoundary),
      emailConfiguration: emailConfiguration(props, props.domainName),
      schema: schema(props),
      lambdaConfig: lambdaConfig(props),
      userPoolTier: featurePlanOf(props),
      userPoolAddOns: threatProtection(props),
      deletionProtection: props.deletionProtection ?? stage.deletionProtection ? 'ACTIVE' : 'INACTIVE',
      userPoolTags: tagMap(resourceTags(stage, SERVICES.cognito)),
    }), 'CognitoUserPool');
    pool.applyRemovalPolicy(props.removalPolicy);
    permitTriggers(this, props.triggers, pool.attrArn);

    this.userPoolId = published(this, stage, 'CognitoUserPoolId', pool.ref);
    this.userPoolArn = published(this, stage, 'CognitoUserPoolArn', pool.attrArn);
    this.userPoolProviderName = stackAware(this.stack, pool.attrProviderName, `cognito-idp.${this.stack.region}.${this.stack.urlSuffix}/${this.userPoolId}`);
  }
}

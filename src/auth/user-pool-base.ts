import { Resource } from 'aws-cdk-lib';
import {
  ClientAttributes, IUserPoolIdentityProvider, IUserPoolIdentityProviderRef, UserPoolClient, UserPoolClientOptions, UserPoolDomain,
  UserPoolDomainOptions, UserPoolGroup, UserPoolGroupOptions, UserPoolReference, UserPoolResourceServer, UserPoolResourceServerOptions,
} from 'aws-cdk-lib/aws-cognito';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { READ_ACTIONS, WRITE_ACTIONS } from './user-actions';
import { IListBackupUserPool } from './user-pool-handle';
import { requireGrantee } from '../stage/require-handles';

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

/** What CDK's user pools do with their ID and ARN. CDK keeps its own base class to itself. */
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

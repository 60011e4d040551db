import { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AppClientBase } from './app-client-base';
import { parameterValue } from './parameters';
import { UserPoolBase } from './user-pool-base';
import { ServiceLookup } from '../exports/service-lookup';
import { ListBackupStage } from '../stage';

/** A user pool that another stack deployed. Cognito makes up its ID: where nothing is read, it is in a parameter. */
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

/** The web application's client, which another stack deployed. */
export class ImportedAppClient extends AppClientBase {
  public readonly userPoolClientId: string;

  public constructor(scope: Construct, id: string, stage: ListBackupStage, lookup: ServiceLookup, protected readonly userPool: IUserPool) {
    super(scope, id);
    this.userPoolClientId = lookup.name('CognitoUserPoolClientId', () => parameterValue(stage, 'UserPoolClientIdParameter'));
  }
}

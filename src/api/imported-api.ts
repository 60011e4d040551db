import { HttpApi, IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ListBackupApiBase } from './api-base';
import { ListBackupApiFromStageProps } from './api-from-stage';
import { ListBackupAuthorizer } from './list-backup-authorizer';
import { authorizerOptions, requireAuthorizerOptions, requireIssuer } from './require-authorizer';
import { logRetentionFor } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';
import { requireAttribute } from '../stage/require';
import { requireStage } from '../stage/require-stage';

/** The API of a stage that another stack deployed. What is not used is not looked up. */
export class ImportedApi extends ListBackupApiBase {
  /** @internal */
  protected readonly _stage: ListBackupStage;

  /** @internal */
  protected readonly _onlyThroughEdge: boolean;

  private readonly api: ServiceLookup;
  private readonly cognito: ServiceLookup;
  private handle?: IHttpApi;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupApiFromStageProps) {
    const stage = requireStage(props);
    requireAuthorizerOptions(props);
    requireAttribute('userPool', props.userPool, 'userPoolId', 'a user pool', 'auth.userPool');
    requireAttribute('userPoolClient', props.userPoolClient, 'userPoolClientId', 'a client of a user pool', 'auth.userPoolClient');
    logRetentionFor(stage, props.logRetention);
    const api = lookupOf(props, SERVICES.apiGateway);
    super(scope, id);
    this._stage = stage;
    this._onlyThroughEdge = props.edgeSecret !== undefined;
    this.api = api;
    this.cognito = lookupOf(props, SERVICES.cognito);
  }

  public get httpApi(): IHttpApi {
    return this.handle ??= HttpApi.fromHttpApiAttributes(this, 'Handle', {
      httpApiId: this.api.name('HttpApiId'),
      apiEndpoint: this.api.name('HttpApiEndpoint'),
    });
  }

  public get endpoint(): string {
    return this.api.name('CustomDomainEndpoint');
  }

  public get cognitoAuthorizerId(): string {
    return this.api.name('CognitoAuthorizerId');
  }

  /** @internal */
  protected _createAuthorizer(scope: Construct): ListBackupAuthorizer {
    const userPool = this.props.userPool ?? UserPool.fromUserPoolId(scope, 'UserPool', this.cognito.name('CognitoUserPoolId'));
    const userPoolClient = this.props.userPoolClient
      ?? UserPoolClient.fromUserPoolClientId(scope, 'UserPoolClient', this.cognito.name('CognitoUserPoolClientId'));
    requireIssuer({ userPool, userPoolClient });
    const encryptionKey = importedKeyFor(scope, 'EncryptionKey', this.props, SERVICES.apiGateway, this.api);
    return new ListBackupAuthorizer(scope, 'Authorizer', {
      ...authorizerOptions(this.props), stage: this._stage, httpApi: this.httpApi, userPool, userPoolClient, encryptionKey,
    });
  }
}

import { Construct } from 'constructs';
import { IdentityPoolBase } from './identity-pool-base';
import { ServiceLookup } from '../exports/service-lookup';

/** An identity pool that another stack deployed. Cognito makes up its ID, so that not every lookup finds it: it is read when it is used. */
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

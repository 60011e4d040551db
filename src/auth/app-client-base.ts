import { Resource, SecretValue } from 'aws-cdk-lib';
import { IUserPool, IUserPoolClient, UserPoolClientReference } from 'aws-cdk-lib/aws-cognito';

/** What created and imported clients share: they run where everyone can read them, and so keep no secret. */
export abstract class AppClientBase extends Resource implements IUserPoolClient {
  public abstract readonly userPoolClientId: string;
  protected abstract readonly userPool: IUserPool;

  public get userPoolClientSecret(): SecretValue {
    throw new Error(`${this.node.path} has no secret: it is a public client, for apps that run on users' machines. `
      + 'A program on a server gets a client of its own, for example userPool.addClient("Server", { generateSecret: true }).');
  }

  public get userPoolClientRef(): UserPoolClientReference {
    return { clientId: this.userPoolClientId, userPoolId: this.userPool.userPoolId };
  }
}

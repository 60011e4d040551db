import { each, graph, Widget } from './widget';
import { IListBackupAuth } from '../auth/auth-handle';

/** Who signs in, who cannot, and who is turned away. */
export function authWidgets(region: string, { userPool, userPoolClient }: IListBackupAuth): Widget[] {
  const pool = [{ UserPool: userPool.userPoolId, UserPoolClient: userPoolClient.userPoolClientId }];
  const throttles = ['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles'];
  return [
    graph(region, 'Sign-ins, attempted and successful', 'Sum', [
      ...each('AWS/Cognito', 'SignInSuccesses', pool, { stat: 'SampleCount' }),
      ...each('AWS/Cognito', 'SignInSuccesses', pool),
    ]),
    graph(region, 'Sign-ups', 'Sum', each('AWS/Cognito', 'SignUpSuccesses', pool)),
    graph(region, 'Tokens refreshed', 'Sum', each('AWS/Cognito', 'TokenRefreshSuccesses', pool)),
    graph(region, 'Turned away', 'Sum', throttles.flatMap((metric) => each('AWS/Cognito', metric, pool))),
  ];
}

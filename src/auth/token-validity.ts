import { Duration } from 'aws-cdk-lib';
import { CfnUserPoolClientProps } from 'aws-cdk-lib/aws-cognito';
import { ListBackupAppClientOptions } from './app-client-options';
import { refuse } from '../stage/refuse';
import { requireDurationBetween } from '../stage/require-duration';

const DEFAULTS = { accessTokenValidity: Duration.hours(24), idTokenValidity: Duration.hours(24), refreshTokenValidity: Duration.days(30) };

type Validity = Pick<CfnUserPoolClientProps, 'accessTokenValidity' | 'idTokenValidity' | 'refreshTokenValidity' | 'tokenValidityUnits'>;

export function tokenValidity(options: ListBackupAppClientOptions): Validity {
  requireDurationBetween('accessTokenValidity', options.accessTokenValidity, Duration.minutes(5), Duration.days(1));
  requireDurationBetween('idTokenValidity', options.idTokenValidity, Duration.minutes(5), Duration.days(1));
  requireDurationBetween('refreshTokenValidity', options.refreshTokenValidity, Duration.hours(1), Duration.days(3650));
  const refresh = options.refreshTokenValidity ?? DEFAULTS.refreshTokenValidity;
  const within = (prop: 'accessTokenValidity' | 'idTokenValidity') => {
    const validity = options[prop] ?? DEFAULTS[prop];
    if (validity.toSeconds() > refresh.toSeconds()) {
      refuse(prop, validity.toHumanString(), `It is at most the refresh token's, ${refresh.toHumanString()}.`, `${prop}: Duration.minutes(60), or a longer refreshTokenValidity`);
    }
    return shortTime(validity);
  };
  const access = within('accessTokenValidity');
  const id = within('idTokenValidity');
  const long = longTime(refresh);
  return {
    accessTokenValidity: access.value,
    idTokenValidity: id.value,
    refreshTokenValidity: long.value,
    tokenValidityUnits: { accessToken: access.unit, idToken: id.unit, refreshToken: long.unit },
  };
}

/** A whole number of it in the largest unit in which it is whole. */
function shortTime(time: Duration): { readonly value: number; readonly unit: string } {
  const hours = time.toHours({ integral: false });
  if (Number.isInteger(hours)) return { value: hours, unit: 'hours' };
  const minutes = time.toMinutes({ integral: false });
  return Number.isInteger(minutes) ? { value: minutes, unit: 'minutes' } : { value: time.toSeconds(), unit: 'seconds' };
}

function longTime(time: Duration): { readonly value: number; readonly unit: string } {
  const days = time.toDays({ integral: false });
  return Number.isInteger(days) ? { value: days, unit: 'days' } : shortTime(time);
}

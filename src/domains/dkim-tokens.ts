import { Duration } from 'aws-cdk-lib';
import { DKIM_TTL_SECONDS, DkimRecord } from '../conventions';
import { refuse } from '../stage/refuse';
import { requireDuration } from '../stage/require-duration';

/** Easy DKIM always has three: SES rotates between them. */
const TOKENS = 3;
const LONGEST_TTL_SECONDS = 2_147_483_647;

/** The records that SES looks for, one a token. */
export function dkimRecordsOf(tokens: readonly string[], domainName: string): DkimRecord[] {
  requireTokens(tokens);
  return tokens.map((token) => ({ name: `${token}._domainkey.${domainName}`, value: `${token}.dkim.amazonses.com` }));
}

/** The caller's time to live in seconds, or that of the live records. */
export function dkimTtlSeconds(tokens: readonly string[] | undefined, asked: Duration | undefined): number {
  if (asked === undefined) return DKIM_TTL_SECONDS;
  const seconds = requireDuration('dkimTtl', asked, 'seconds', 0, LONGEST_TTL_SECONDS, DKIM_TTL_SECONDS);
  if (tokens === undefined) refuse('dkimTtl', asked.toHumanString(), 'It needs dkimTokens: without, this stack has no DKIM records.', 'dkimTokens: ["…", "…", "…"]');
  return seconds;
}

function requireTokens(tokens: readonly string[]): void {
  const works = '["gdwvxrzcqzkwk4dlxqlgjytkzm7tvvbw", "…", "…"], from `aws sesv2 get-email-identity`';
  if (!Array.isArray(tokens) || tokens.length !== TOKENS) {
    refuse('dkimTokens', tokens, `SES gives an identity ${TOKENS} tokens.`, works);
  }
  for (const token of tokens) {
    if (typeof token !== 'string' || !/^[a-z0-9]{1,63}$/.test(token)) {
      refuse('dkimTokens', token, 'A token is the first part of its record\'s name: lower-case letters and digits only.', works);
    }
  }
  const twice = tokens.find((token, index) => tokens.indexOf(token) !== index);
  if (twice !== undefined) refuse('dkimTokens', twice, `The ${TOKENS} tokens differ.`, works);
}

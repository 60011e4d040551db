import { Token } from 'aws-cdk-lib';
import { refuse } from '../stage/refuse';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const MAX_URLS = 100;
const MAX_LENGTH = 1024;

/** Returns a client's URLs, each once, when Cognito and a careful person would take them all. */
export function webUrls(what: string, urls: readonly string[], localhost: boolean): string[] {
  urls.forEach((url) => requireWebUrl(what, url, localhost));
  const distinct = [...new Set(urls)];
  if (distinct.length === 0 || distinct.length > MAX_URLS) {
    refuse(what, distinct.length, `A client has 1 to ${MAX_URLS} of them.`, '["https://app.listbackup.ai/callback"]');
  }
  return distinct;
}

function requireWebUrl(what: string, value: string, localhost: boolean): void {
  if (typeof value === 'string' && Token.isUnresolved(value)) return;
  const url = parse(value);
  if (url === undefined || value.length > MAX_LENGTH || value.includes('#')) {
    refuse(what, value, `It is a whole URL of at most ${MAX_LENGTH} characters without a fragment.`, '"https://app.listbackup.ai/callback"');
  }
  if (LOCAL_HOSTS.includes(url.hostname)) {
    if (!localhost) refuse(what, value, 'It leads to whatever runs on the user\'s machine, which is for development.', '"https://app.listbackup.ai/callback", or localhostCallbacks: true');
    if (url.protocol === 'http:') return;
  }
  if (url.protocol !== 'https:') refuse(what, value, 'It begins with https://.', `"https://${url.host || 'app.listbackup.ai'}/callback"`);
}

function parse(value: unknown): URL | undefined {
  // `new URL` would forgive spaces and line breaks, which Cognito would not.
  if (typeof value !== 'string' || /\s/.test(value)) return undefined;
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}

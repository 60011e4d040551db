import { refuse } from '../stage/refuse';

const MAX_LENGTH = 100;

/** Returns the name when it can be a secret's, and says what is wrong with it otherwise. */
export function requireSecretName(name: unknown): string {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name) || name.length > MAX_LENGTH) {
    return refuse('secret name', name,
      `The name has up to ${MAX_LENGTH} lower-case letters and digits, in words that begin with a letter and are joined by hyphens.`, '"google-oauth"');
  }
  // Secrets Manager appends such an ending itself, and would take the rest for another secret's name.
  if (/-[a-z0-9]{6}$/.test(name)) {
    return refuse('secret name', name, 'A name does not end in a hyphen and six characters: Secrets Manager could confuse it with the ending of an ARN.', `"${name}-key"`);
  }
  return name;
}

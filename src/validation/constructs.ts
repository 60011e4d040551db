import { IGrantable, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { invalid } from './invalid';
import { requireAttribute } from './values';

/** Refuses anything but a key. Accepts `undefined`: the option was left out. */
export function requireKey(what: string, value: IKey | undefined): void {
  if (value === undefined) return;
  requireAttribute(what, value, 'keyArn', 'a KMS key', 'new kms.Key(…)');
  // Services that use the key are admitted by its policy, and grants on what it encrypts include it.
  requireAttribute(what, value, 'grantDecrypt', 'a KMS key, with its methods', 'new kms.Key(…)');
}

/** Refuses anything but a policy that can bound roles. Accepts `undefined`. */
export function requireBoundary(what: string, policy: IManagedPolicy | undefined): void {
  requireAttribute(what, policy, 'managedPolicyArn', 'a managed policy', 'iam.ManagedPolicy.fromManagedPolicyName(…)');
}

/** Refuses anything but who a permission can be granted to. */
export function requireGrantee(what: string, grantee: IGrantable): void {
  requireAttribute(what, grantee ?? null, 'grantPrincipal', 'a role, a function or another principal', 'a function');
}

/** Refuses anything but a statement of a policy. */
export function requireStatement(what: string, statement: PolicyStatement): void {
  requireAttribute(what, statement ?? null, 'toStatementJson', 'a policy statement', 'new iam.PolicyStatement(…)');
}

/** Refuses anything but a list of non-empty texts. Accepts `undefined`. */
export function requireTexts(what: string, values: readonly string[] | undefined, works: string): void {
  if (values === undefined) return;
  const sound = Array.isArray(values) && Array.from<unknown>(values).every((value) => typeof value === 'string' && value.trim() !== '');
  if (!sound) invalid(what, values, 'must be a list of texts that aren\'t empty', `For example: ${works}.`);
}

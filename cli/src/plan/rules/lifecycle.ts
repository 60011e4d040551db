import { isObject, listOf, objectOf, type Json, type JsonObject } from '../../template';

/** Kinds of deletions by a lifecycle rule. */
const KINDS = {
  current: 'objects expire after',
  noncurrent: 'old versions are deleted after',
  date: 'objects expire on a date, which is after',
  newer: 'only so many newer versions are kept:',
} as const;

interface Expiry {
  readonly kind: keyof typeof KINDS;
  readonly scope: Scope;
  readonly days: number;
  /** Number of newer versions that are kept regardless of age. */
  readonly kept: number;
}

/** Objects to which a rule applies. */
interface Scope {
  readonly prefix: string;
  readonly rest: string;
}

/** Returns the deletions of a bucket's new lifecycle rules that the old rules didn't make; `undefined` if there are none. */
export function soonerExpiry(before: Json | undefined, after: Json | undefined): string | undefined {
  const old = expiriesOf(before);
  const sooner = expiriesOf(after).find((one) => !old.some((other) => covers(other, one)));
  return sooner && said(sooner);
}

/** Returns true if the old rule deletes the same objects at least as early as the new one. */
function covers(old: Expiry, next: Expiry): boolean {
  return old.kind === next.kind && old.days <= next.days && old.kept <= next.kept && contains(old.scope, next.scope);
}

function contains(outer: Scope, inner: Scope): boolean {
  return inner.prefix.startsWith(outer.prefix) && (outer.rest === '' || outer.rest === inner.rest);
}

function said({ kind, days, kept }: Expiry): string {
  const beside = kept > 0 ? `, but for the newest ${kept}` : '';
  return kind === 'date' ? 'objects expire on a date' : `${KINDS[kind]} ${days} days${beside}`;
}

function expiriesOf(configuration: Json | undefined): readonly Expiry[] {
  return listOf(objectOf(configuration).Rules).map(objectOf).filter(({ Status: status }) => status === 'Enabled').flatMap((rule) => {
    const scope = scopeOf(rule);
    return [
      ...expiry('current', scope, rule.ExpirationInDays ?? objectOf(rule.Expiration).Days, undefined),
      ...dated(scope, rule.ExpirationDate),
      ...noncurrent(scope, rule),
    ];
  });
}

function noncurrent(scope: Scope, rule: JsonObject): readonly Expiry[] {
  const { NoncurrentVersionExpiration: nested, NoncurrentVersionExpirationInDays: days } = rule;
  const written = isObject(nested) ? nested.NoncurrentDays : undefined;
  return expiry('noncurrent', scope, written ?? days, isObject(nested) ? nested.NewerNoncurrentVersions : undefined);
}

function expiry(kind: Expiry['kind'], scope: Scope, days: Json | undefined, kept: Json | undefined): readonly Expiry[] {
  return days === undefined ? [] : [{ kind, scope, days: Number(days), kept: Number(kept ?? 0) }];
}

/** A date counts in days, so that an earlier one is sooner. */
function dated(scope: Scope, date: Json | undefined): readonly Expiry[] {
  return date === undefined ? [] : [{ kind: 'date', scope, days: Date.parse(String(date as string)) / 86_400_000, kept: 0 }];
}

function scopeOf(rule: JsonObject): Scope {
  const { Prefix: prefix = '', TagFilters: tags = [], ObjectSizeGreaterThan: above = '', ObjectSizeLessThan: below = '', Filter: filter = '' } = rule;
  const parts: readonly Json[] = [tags, above, below, filter];
  const plain = parts.every((part) => part === '' || (Array.isArray(part) && part.length === 0));
  return { prefix: String(prefix as string), rest: plain ? '' : JSON.stringify(parts) };
}

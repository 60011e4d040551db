import { isObject, listOf, objectOf, type Json, type JsonObject } from '../../template';

/** What a lifecycle rule deletes. */
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
  /** How many newer versions are kept whatever their age. */
  readonly kept: number;
}

/** What a rule applies to. */
interface Scope {
  readonly prefix: string;
  readonly rest: string;
}

/** What a bucket's new lifecycle rules delete that the old ones kept; `undefined` where nothing is. */
export function soonerExpiry(before: Json | undefined, after: Json | undefined): string | undefined {
  const old = expiriesOf(before);
  const sooner = expiriesOf(after).find((one) => !old.some((other) => covers(other, one)));
  return sooner && said(sooner);
}

/** Whether the old rule already deletes what the new one does, as soon. */
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

import type { RuleId } from './rules';
import type { Json } from '../../template';
import { readable } from '../../template';

/** A rule that a change breaks. */
export interface Finding {
  readonly rule: RuleId;
  readonly stack: string;
  /** A logical ID, an output key, an export or a tag. */
  readonly subject: string;
  readonly property?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Effect of the change, in one sentence. */
  readonly what: string;
  /** Change that would make it safe. */
  readonly mend: string;
  /** The word for `--accept` where the owner may decide that it is intended; absent where AWS or the data decide. */
  readonly accept?: string;
}

/** A finding that the owner may accept. */
export function acceptable(finding: Omit<Finding, 'accept' | 'mend'> & { readonly mend?: string }): Finding {
  const accept = [finding.stack, finding.subject, ...finding.property === undefined ? [] : [finding.property]].join('.');
  const intended = `if it is intended: --accept ${accept}`;
  return { ...finding, accept, mend: finding.mend === undefined ? intended : `${finding.mend}; ${intended}` };
}

/** A value as a report shows it. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = readable(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

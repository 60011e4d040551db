import { invalid } from '../validation/invalid';
import { requireObject } from '../validation/values';

/**
 * Export names of a resource that is live under names of its own.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export interface ListBackupExportNamesOptions {
  /**
   * Full export names, by output key: `{ DomainRecordsTableName: 'domains-main-table' }`. CloudFormation never changes an export that another
   * stack imports, so an export that is in use must keep its name. At most 255 letters, digits, colons and hyphens each.
   *
   * @default - `{service}-{stage}-{output key}` for each output that isn't named here
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
   */
  readonly exportNames?: { [output: string]: string };
}

/** Export names by output key. */
export type ExportNames = Readonly<Record<string, string>>;

/** Returns the given export names, and refuses names of outputs that the resource doesn't have and names that CloudFormation doesn't accept. */
export function requireExportNames({ exportNames }: ListBackupExportNamesOptions, keys: readonly string[]): ExportNames {
  const [first = ''] = keys;
  requireObject('exportNames', exportNames, 'must map output keys to export names', `For example: { ${first}: "domains-main-table" }.`);
  const keyOf = new Map<string, string>();
  for (const [key, name] of Object.entries(exportNames ?? {})) {
    const what = `exportNames.${key}`;
    if (!keys.includes(key)) invalid(what, name, 'must be for an output of the resource', `Valid keys: ${keys.join(', ')}.`);
    if (typeof name !== 'string' || !/^[A-Za-z0-9:-]{1,255}$/.test(name)) {
      invalid(what, name, 'must have 1 to 255 letters, digits, colons and hyphens, and be known at synthesis', 'For example: "domains-main-table".');
    }
    const other = keyOf.get(name);
    if (other !== undefined) invalid(what, name, `can't be the name of ${other}, too: an export name is unique`, `Give ${key} another name.`);
    keyOf.set(name, key);
  }
  return exportNames ?? {};
}

import type { ClientConfig } from '../../session';

/** A resource as CloudFormation knows it. */
export interface Found {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly region: string;
}

/** Function that returns the client configuration for the emulator in a Region. */
export type ClientOf = (region: string) => ClientConfig;

/** One kind of data that the deployed stage holds. */
export interface DataSeeder {
  /** Puts data into everything of its kind. */
  readonly seed: (found: readonly Found[], clientOf: ClientOf) => Promise<SeededData>;
}

/** Data that were put somewhere. */
export interface SeededData {
  readonly kind: string;
  /** Summary of the test data: `34 items in 17 tables`. */
  readonly what: string;
  /** Resources that couldn't be filled, one line each. */
  readonly skipped: readonly string[];
  /** Returns the test data that is missing, one line each. Doesn't change the data. */
  readonly missing: () => Promise<readonly string[]>;
  /** As `missing`, once, at the end: may take the data out. */
  readonly missingAtEnd: () => Promise<readonly string[]>;
}

/** The work done for all side by side; what fails becomes a line that names the resource. */
export async function each<T>(items: readonly T[], name: (item: T) => string, check: (item: T) => Promise<string | undefined>): Promise<string[]> {
  const lines = await Promise.all(items.map(async (item) => {
    const problem = await check(item).catch((error: unknown) => String(error));
    return problem === undefined ? [] : [`${name(item)}: ${problem}`];
  }));
  return lines.flat();
}

/** `1 table`, `2 tables`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

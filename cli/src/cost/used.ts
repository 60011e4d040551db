import { CliError } from '../errors';
import { quantityOf, variantOf, volumeOf, type Usage, type UsageEntry, type Volume } from '../usage';

/** Quantity of a use in a month, and the resource that it is of. */
export interface Used {
  /** `undefined` if the use is of several stacks. */
  readonly stack?: string;
  readonly logicalId?: string;
  readonly service: string;
  /** Prices of each unit. */
  readonly prices: readonly string[];
  readonly quantity: number;
}

/**
 * The uses of a usage file that have a price.
 *
 * @param volume default: the customers and jobs of the file
 * @throws CliError if resources that a name stands for have different prices
 */
export function usedIn(usage: Usage, volume: Volume = volumeOf(usage)): readonly Used[] {
  return usage.entries.flatMap((entry) => {
    const [first, ...others] = entry.targets.map(({ resource: { stack, logicalId }, service, prices }) => ({ stack, logicalId, service, prices }));
    if (!first || first.prices.length === 0) return [];
    requireOnePrice(usage.file, entry);
    const stacks = new Set(entry.targets.map(({ resource }) => resource.stack));
    return [{
      ...stacks.size === 1 ? { stack: first.stack } : {},
      ...others.length === 0 ? { logicalId: first.logicalId } : {},
      service: first.service,
      prices: first.prices,
      quantity: quantityOf(entry, volume),
    }];
  });
}

function requireOnePrice(file: string, { name, key, targets }: UsageEntry): void {
  const [first, ...others] = targets;
  const different = others.find(({ prices }) => prices.join() !== first?.prices.join());
  if (!first || !different) return;
  const variants = [...new Set(targets.map(({ resource }) => variantOf(resource)))];
  const named = variants.every((variant) => variant !== undefined) && variants.length > 1 && !variants.includes(name)
    ? `${variants.map((variant) => JSON.stringify(variant)).join(', ')}, or logical IDs` : 'logical IDs';
  throw CliError.usage(`${file}: ${name}.${key} can't be one figure: ${first.resource.logicalId} and ${different.resource.logicalId} have different prices. Use ${named}.`);
}

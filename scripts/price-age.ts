import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** Days after which a price or a quota should be read again. */
const MAX_DAYS = 90;
const DAY = 86_400_000;

interface Row { readonly read?: string }
interface PriceFile { readonly asOf: string; readonly services: Readonly<Record<string, { readonly prices: Readonly<Record<string, Row>> }>> }
interface QuotaFile { readonly quotas: readonly { readonly id: string; readonly read: string }[] }

/** The prices and quotas that are older than 90 days: `file: name, day`. */
export function outdated(folder: string, today: string): readonly string[] {
  const isOld = (day: string): boolean => (Date.parse(today) - Date.parse(day)) / DAY > MAX_DAYS;
  const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const prices = readdirSync(join(folder, 'prices')).flatMap((file) => {
    const { asOf, services } = json(join(folder, 'prices', file)) as PriceFile;
    return Object.entries(services).flatMap(([service, { prices: rows }]) => Object.entries(rows).map(([name, { read = asOf }]) => ({ file, name: `${service}.${name}`, day: read })));
  });
  const quotas = readdirSync(join(folder, 'quotas')).flatMap((file) => (json(join(folder, 'quotas', file)) as QuotaFile).quotas.map(({ id, read }) => ({ file, name: id, day: read })));
  return [...prices, ...quotas].filter(({ day }) => isOld(day)).map(({ file, name, day }) => `${file}: ${name}, ${day}`);
}

/** `tsx scripts/price-age.ts`: exit code 1, and a line for each, if something is older than 90 days. */
if (require.main === module) {
  const old = outdated(join(__dirname, '..', 'cli'), new Date().toISOString());
  for (const line of old) console.log(`::warning::older than ${MAX_DAYS} days: ${line}`);
  console.log(`${old.length} prices and quotas are older than ${MAX_DAYS} days`);
  process.exitCode = old.length > 0 ? 1 : 0;
}

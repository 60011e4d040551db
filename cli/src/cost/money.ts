/** A sum of money in millionths of the currency's unit. Sums are exact; only a price times a quantity is rounded, once. */
export type Micros = bigint;

const MICRO = 1_000_000n;
const CENT = 10_000n;
/** How many places after the point a price and a quantity count with. */
const PRICE_DIGITS = 12;
const QUANTITY_DIGITS = 6;

/** What a quantity costs at a price for `per` of it, rounded to the nearest millionth. */
export function costOf(quantity: number, { price, per }: { readonly price: number; readonly per: number }): Micros {
  // 12 places of the price and 6 of the quantity, of which the result keeps 6.
  const divisor = 10n ** BigInt(PRICE_DIGITS) * BigInt(per);
  return rounded(digits(price, PRICE_DIGITS) * digits(quantity, QUANTITY_DIGITS), divisor);
}

/** `1234567` micros are `1.23`; what is there and less than a cent is `<0.01`. */
export function shownMoney(amount: Micros): string {
  const cents = rounded(amount, CENT);
  if (cents === 0n && amount > 0n) return '<0.01';
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** The amount as a number of JSON, which shows all of it. */
export function asNumber(amount: Micros): number {
  return Number(`${amount / MICRO}.${String(amount % MICRO).padStart(6, '0')}`);
}

export function sumOf(amounts: readonly Micros[]): Micros {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/** `0.1` with 6 places is 100000: the decimal that was written, not the binary number next to it. */
function digits(value: number, places: number): bigint {
  return BigInt(value.toFixed(places).replace('.', ''));
}

function rounded(value: bigint, divisor: bigint): bigint {
  return (value + divisor / 2n) / divisor;
}

/** A sum of money in millionths of the currency's unit. Sums are exact; only a price times a quantity is rounded, once. */
export type Micros = bigint;

const MICRO = 1_000_000n;
const CENT = 10_000n;
/** Decimal places of prices and quantities. */
const PRICE_DIGITS = 12;
const QUANTITY_DIGITS = 6;

/** A price for `per` of a unit, and lower ones for what is above a quantity. */
export interface UnitCost {
  readonly price: number;
  readonly per: number;
  /** In ascending order. */
  readonly tiers?: readonly { readonly above: number; readonly price: number }[];
}

/** Cost of a quantity, rounded once to the nearest millionth. */
export function costOf(quantity: number, { price, per, tiers = [] }: UnitCost): Micros {
  // 12 places of the price and 6 of the quantity, of which the result keeps 6.
  const divisor = 10n ** BigInt(PRICE_DIGITS) * BigInt(per);
  const all = digits(quantity, QUANTITY_DIGITS);
  const bands = [{ above: 0, price }, ...tiers]
    .map((tier) => ({ from: digits(tier.above, QUANTITY_DIGITS), price: digits(tier.price, PRICE_DIGITS) }));
  const sum = bands.reduce((total, band, at) => {
    const to = smaller(all, bands[at + 1]?.from ?? all);
    return to > band.from ? total + band.price * (to - band.from) : total;
  }, 0n);
  return rounded(sum, divisor);
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
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

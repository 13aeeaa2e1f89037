import * as v from "valibot";

/** Exchange rates in the format of files and services: the amount of each currency per unit of `base`. */
export const RatesInput = v.object({
  base: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")),
  date: v.pipe(v.string(), v.isoDate()),
  rates: v.pipe(
    v.record(
      v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
      v.pipe(v.number(), v.finite(), v.gtValue(0)),
    ),
    v.check((rates) => Object.keys(rates).length <= 300, "too many"),
  ),
});
export type RatesInput = Readonly<v.InferOutput<typeof RatesInput>>;

/** Indicative exchange rates. */
export interface Rates extends RatesInput {
  /** They are older than a week. */
  readonly isStale: boolean;
}

/** `GET /api/rates`. Without `rates` this server has none. */
export interface RatesResponse {
  readonly rates?: Rates;
}

/** An amount of one currency in another; `undefined` where a rate is missing. */
export function convert(
  amount: number,
  from: string,
  to: string,
  { base, rates }: Pick<RatesInput, "base" | "rates">,
): number | undefined {
  const rateOf = (code: string) => (code === base ? 1 : rates[code]);
  const [own, other] = [rateOf(from), rateOf(to)];
  return own === undefined || other === undefined ? undefined : (amount / own) * other;
}

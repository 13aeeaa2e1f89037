import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import type { PaymentPlan } from "../../../../schema/catalogue/catalogue.ts";
import { figure, minorPerMajor, type Currency } from "../../../ui/text/money.ts";
import { useWords } from "../../../ui/text/words.ts";
import { paymentAmounts } from "../money.ts";
import { SecondLine } from "./SecondPrice.tsx";

interface PaymentBarProps {
  readonly plan: PaymentPlan;
  /** Minor units; without it the bar shows only shares. */
  readonly price: number | undefined;
  readonly currency: Currency;
  readonly form: "desk" | "phone";
}

const TONES = ["bg-ink", "bg-control", "bg-line-strong"] as const;
const toneAt = (at: number): string => TONES[at % TONES.length] ?? "bg-ink";

/** A step that the agent points at: a ring with a small gap. */
const LIT =
  "relative isolate data-highlighted:before:absolute data-highlighted:before:inset-y-0 data-highlighted:before:-z-1 data-highlighted:before:border-[2.5px] data-highlighted:before:border-gold-mark data-highlighted:before:bg-gold-wash";

const anchorAt = (step: number): string => formatAnchor({ kind: "payment", step });

/** "20 / 40 / 40" */
export const paymentShares = (plan: PaymentPlan, number: (value: number) => string): string =>
  plan.steps.map(({ percent }) => number(percent)).join(" / ");

/** The payment plan's steps as parts of one bar, each with its name and amount. */
export function PaymentBar({ plan, price, currency, form }: PaymentBarProps) {
  const words = useWords();
  const amounts =
    price === undefined
      ? undefined
      : paymentAmounts(
          price,
          plan.steps.map(({ percent }) => percent),
        );
  const said = (at: number, percent: number): string => {
    const amount = amounts?.[at];
    return amount === undefined ? words.percent(percent / 100) : words.money(amount, currency);
  };
  // The desk's bar is narrow, so the currency stands above it.
  const bare = (at: number, percent: number): string => {
    const amount = amounts?.[at];
    if (amount === undefined) return words.percent(percent / 100);
    const isWhole = amounts?.every((minor) => minor % minorPerMajor(currency) === 0) === true;
    const decimals = isWhole ? 0 : currency.digits;
    return figure(
      amount / minorPerMajor(currency),
      words.language,
      { least: decimals, most: decimals },
      currency.currency,
    );
  };
  if (form === "phone") {
    return (
      <ul className="text-md">
        {plan.steps.map(({ name, percent, due }, at) => (
          <li
            key={at}
            data-anchor={anchorAt(at)}
            className={`border-b border-line py-3.5 last:border-b-0 before:-inset-x-2 ${LIT}`}
          >
            <div className="flex items-baseline justify-between gap-4">
              <span>
                {words.text(name)}
                {due !== undefined && (
                  <span className="block text-ink-3">{words.dayOrMonth(due)}</span>
                )}
              </span>
              <span className="text-end whitespace-nowrap">
                {said(at, percent)}
                <SecondLine minor={amounts?.[at]} project={currency} />
              </span>
            </div>
            <div className="mt-2 flex items-center gap-3">
              <span className="h-1 flex-1 bg-recess">
                <span className="block h-full bg-ink" style={{ width: `${percent}%` }} />
              </span>
              <span className="w-12 text-end text-ink-3">{words.percent(percent / 100)}</span>
            </div>
          </li>
        ))}
      </ul>
    );
  }
  const columns = plan.steps.map(({ percent }) => `minmax(min-content, ${percent}fr)`).join(" ");
  return (
    <ul className="grid gap-x-0.5" style={{ gridTemplateColumns: columns }}>
      {plan.steps.map(({ name, percent }, at) => (
        <li
          key={at}
          data-anchor={anchorAt(at)}
          className={`min-w-0 pb-1 text-2xs leading-label text-ink-2 before:-inset-x-1 ${LIT}`}
        >
          <span className={`mb-2 block h-1.5 ${toneAt(at)}`} />
          <span className="block pe-2">{words.text(name)}</span>
          <span className="block pe-2">{bare(at, percent)}</span>
        </li>
      ))}
    </ul>
  );
}

import { useTranslation } from "react-i18next";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { paymentAmounts } from "../../stage/home/money.ts";
import { SecondLine } from "../../stage/home/parts/SecondPrice.tsx";
import { useWords } from "../../ui/text/words.ts";

/** Paper holds this many steps in one column. */
const COLUMN_STEPS = 12;
/** Above this number, steps are printed smaller. */
const SMALL_STEPS = 16;
/** Above this number, a home takes more than a page. */
export const PAGE_STEPS = 40;

function paperClass(steps: number): string {
  if (steps <= COLUMN_STEPS) return "print:text-sm";
  const size = steps <= SMALL_STEPS ? "print:text-2xs" : "recap-small";
  return `print:columns-2 print:gap-x-8 ${size}`;
}

/** A home's payment schedule with amounts and dates. Empty for a sold home. */
export function PaymentDates({
  unit,
  index,
}: {
  readonly unit: Unit;
  readonly index: ProjectIndex;
}) {
  const { t } = useTranslation("recap");
  const words = useWords();
  const { payment, handover } = index.project;
  if (payment === undefined || unit.status === "sold") return null;
  const { steps } = payment;
  const price = shownPrice(unit);
  const amounts =
    price === undefined
      ? undefined
      : paymentAmounts(
          price,
          steps.map(({ percent }) => percent),
        );
  return (
    <section className="mt-5 print:mt-3">
      <h4 className="flex flex-wrap justify-between gap-x-4 text-md text-ink-3 print:text-xs">
        <span>{t("payment")}</span>
        {handover !== undefined && <span>{words.text(handover)}</span>}
      </h4>
      <ol className={`mt-1 text-lg ${paperClass(steps.length)}`}>
        {steps.map(({ name, percent, due }, at) => {
          const amount = amounts?.[at];
          return (
            <li
              key={at}
              className="flex break-inside-avoid items-baseline gap-x-3 border-b border-line py-2.5 print:py-[0.3em]"
            >
              <span className="min-w-0 flex-1 wrap-break-word">
                <span className="print:me-2">{words.text(name)}</span>{" "}
                {due !== undefined && (
                  <span className="block text-md text-ink-3 print:inline-block print:text-[length:inherit]">
                    {words.dayOrMonth(due)}
                  </span>
                )}
              </span>
              <span className="shrink-0 text-ink-3">{words.percent(percent / 100)}</span>
              {amount !== undefined && (
                <span className="shrink-0 text-end whitespace-nowrap">
                  {words.money(amount, index.project)}
                  <span className="print:hidden">
                    <SecondLine minor={amount} project={index.project} />
                  </span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

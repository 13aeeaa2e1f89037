import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/text/format.ts";

interface ScaleBarProps {
  readonly metres: number;
  /** The bar's length: pixels, or a share of the drawing's width as a percentage. */
  readonly length: string;
}

/** Four parts in alternating colours, never mirrored. */
export function ScaleBar({ metres, length }: ScaleBarProps) {
  const { t } = useTranslation("stage");
  const format = useFormat();
  return (
    <span dir="ltr" className="flex w-full items-center gap-2 text-ink-3">
      <svg
        viewBox="0 0 100 9"
        preserveAspectRatio="none"
        className="h-[9px] shrink-0"
        style={{ width: length }}
        aria-hidden="true"
      >
        <path
          d="M0 4.5H100"
          stroke="currentColor"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d="M0 0V9M25 2V7M50 2V7M100 0V9"
          stroke="currentColor"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d="M0 4.5H25M50 4.5H100"
          stroke="currentColor"
          strokeWidth="4"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="text-[0.8em] whitespace-nowrap">
        <bdi>{t("plan.metres", { length: format.number(metres) })}</bdi>
      </span>
    </span>
  );
}

import { useTranslation } from "react-i18next";

interface NorthArrowProps {
  /** Clockwise from the drawing's top. */
  readonly degrees: number;
  readonly sizePixels?: number;
}

export function NorthArrow({ degrees, sizePixels = 24 }: NorthArrowProps) {
  const { t } = useTranslation("stage");
  return (
    <span className="text-ink-3">
      <span className="sr-only">{t("plan.north")}</span>
      <svg
        viewBox="-12 -12 24 24"
        width={sizePixels}
        height={sizePixels}
        aria-hidden="true"
        className="shrink-0"
      >
        <circle r="11" fill="none" stroke="currentColor" strokeWidth="1" />
        <path d="M0 -9L4 0.5H-4Z" fill="currentColor" transform={`rotate(${degrees})`} />
      </svg>
    </span>
  );
}

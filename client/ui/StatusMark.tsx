import { useTranslation } from "react-i18next";
import type { UnitStatus } from "../../schema/catalogue/catalogue.ts";

export interface StatusMarkProps {
  readonly status: UnitStatus;
  /** Adds the word, in the status' colour. */
  readonly word?: boolean;
  /** Pixels of the mark's side. */
  readonly size?: number;
  readonly className?: string;
}

const COLOURS: Readonly<Record<UnitStatus, string>> = {
  available: "var(--mk, var(--available))",
  reserved: "var(--mk, var(--reserved))",
  sold: "var(--mk, var(--sold))",
};

/**
 * A home's status by shape before colour: open, half, filled. On a selection and where a home is filtered out, `--mk` gives
 * the mark another colour. Without `word`, the accessible name must contain the status elsewhere.
 */
export function StatusMark({ status, word = false, size = 12, className = "" }: StatusMarkProps) {
  const { t } = useTranslation("common");
  return (
    <span
      className={`inline-flex items-center gap-[0.6em] whitespace-nowrap ${className}`}
      style={{ color: COLOURS[status] }}
    >
      <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className="shrink-0">
        <circle
          cx="6"
          cy="6"
          r="4.5"
          fill={status === "sold" ? "currentColor" : "none"}
          stroke="currentColor"
          strokeWidth="1.75"
        />
        {status === "reserved" && <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />}
      </svg>
      {word && t(`status.${status}`)}
    </span>
  );
}

import { useId, type ReactNode } from "react";
import { formatAnchor } from "../../../../schema/presentation/anchors.ts";
import type { FilterName } from "../../../../schema/presentation/filters.ts";
import "./filters.css";

interface FilterSectionProps {
  readonly name: FilterName;
  readonly title: string;
  /** At the end of the title's line: the figures of a range. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One filter under its name; an anchor for the agent's pointer. */
export function FilterSection({ name, title, aside, children }: FilterSectionProps) {
  const id = useId();
  return (
    <fieldset
      aria-labelledby={id}
      data-anchor={formatAnchor({ kind: "filter", name })}
      className="filter min-w-0 border-b border-line py-4 last:border-b-0"
    >
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <span id={id} className="text-ink-2">
          {title}
        </span>
        {aside}
      </div>
      {children}
    </fieldset>
  );
}

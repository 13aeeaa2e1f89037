import { useLayoutEffect, useRef, useState, type ReactNode } from "react";

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** How many there ever were, those included that are gone at the far end. */
  readonly total: number;
  readonly rowHeight: number;
  /** The newest is 0. */
  readonly renderRow: (position: number) => ReactNode;
}

const SPARE_ROWS = 6;

/** Draws only the rows in sight. New ones come in above; who has scrolled down keeps the place. */
export function VirtualList({ label, count, total, rowHeight, renderRow }: VirtualListProps) {
  const area = useRef<HTMLDivElement>(null);
  const [{ top, height }, setSight] = useState({ top: 0, height: 400 });
  const lastTotal = useRef(total);
  const scrolled = useRef(false);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const added = total - lastTotal.current;
    lastTotal.current = total;
    const element = area.current;
    // Asking the element itself would lay the whole page out, each time that something came in.
    if (element !== null && scrolled.current && added > 0) {
      element.scrollTop += added * rowHeight;
    }
  }, [total, rowHeight]);
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE_ROWS);
  const drawn = Math.max(0, last - first);
  return (
    <div
      ref={area}
      onScroll={({ currentTarget }) => {
        scrolled.current = currentTarget.scrollTop > 0;
        setSight({ top: currentTarget.scrollTop, height: currentTarget.clientHeight });
      }}
      className="relative min-h-0 flex-1 overflow-y-auto contain-strict"
    >
      <ol aria-label={label} className="relative" style={{ height: count * rowHeight }}>
        {Array.from({ length: drawn }, (_, step) => first + step).map((position) => (
          <li
            key={total - position}
            className="absolute inset-x-0 border-b border-line contain-strict"
            style={{ top: position * rowHeight, height: rowHeight }}
          >
            {renderRow(position)}
          </li>
        ))}
      </ol>
    </div>
  );
}

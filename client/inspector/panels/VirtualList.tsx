import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useHold } from "./useHold.ts";

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

/**
 * Draws only the rows in sight. New ones come in above; who has scrolled down, or has the pointer or the focus on a row,
 * keeps the place.
 */
export function VirtualList({ label, count, total, rowHeight, renderRow }: VirtualListProps) {
  const area = useRef<HTMLDivElement>(null);
  const [{ top, height }, setSight] = useState({ top: 0, height: 400 });
  const lastTotal = useRef(total);
  const hold = useHold(area);
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
    if (added > 0) hold.keepPlace(added * rowHeight);
  }, [hold, total, rowHeight]);
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE_ROWS);
  const positions = Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step);
  return (
    <div
      ref={area}
      onScroll={({ currentTarget }) => {
        hold.scrolled(currentTarget.scrollTop);
        setSight({ top: currentTarget.scrollTop, height: currentTarget.clientHeight });
      }}
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && hold.begin()}
      onPointerLeave={hold.end}
      onFocus={hold.begin}
      onBlur={hold.end}
      className="relative min-h-0 flex-1 overflow-y-auto contain-strict"
    >
      <ol aria-label={label} className="relative" style={{ height: count * rowHeight }}>
        {positions.map((position) => (
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

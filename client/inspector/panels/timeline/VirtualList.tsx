import { useLayoutEffect, useRef, useState, type ReactNode } from "react";

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Number of rows ever added, including evicted ones. */
  readonly total: number;
  readonly rowHeight: number;
  /** The newest is 0. */
  readonly renderRow: (position: number) => ReactNode;
  /** Announces the number of new rows while the list is paused. */
  readonly renderNewer: (count: number) => ReactNode;
}

const SPARE_ROWS = 6;

/**
 * Draws only the visible rows. New rows are added above; while the list is scrolled down, or a row has the pointer or the
 * focus, the list pauses. It never measures the layout, which would force a reflow.
 */
export function VirtualList(props: VirtualListProps) {
  const { label, count, total, rowHeight, renderRow, renderNewer } = props;
  const area = useRef<HTMLDivElement>(null);
  const [{ top, height }, setSight] = useState({ top: 0, height: 400 });
  const hold = useHold(total);
  // The row at which the list paused has been evicted.
  const newer = hold.newer < count ? hold.newer : 0;
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const shown = Math.max(0, count - newer);
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS);
  const last = Math.min(shown, Math.ceil((top + height) / rowHeight) + SPARE_ROWS);
  const positions = Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={area}
        onScroll={({ currentTarget: { scrollTop, clientHeight } }) => {
          hold.change("scrolled", scrollTop > 0);
          setSight({ top: scrollTop, height: clientHeight });
        }}
        onPointerEnter={({ pointerType }) => hold.change("pointer", pointerType === "mouse")}
        onPointerLeave={() => hold.change("pointer", false)}
        onFocus={() => hold.change("focus", true)}
        onBlur={() => hold.change("focus", false)}
        className="absolute inset-0 overflow-y-auto contain-strict"
      >
        <ol aria-label={label} className="relative" style={{ height: shown * rowHeight }}>
          {positions.map((position) => (
            <li
              key={position - first}
              className="absolute inset-x-0 border-b border-line contain-strict"
              style={{ top: position * rowHeight, height: rowHeight }}
            >
              {renderRow(position + newer)}
            </li>
          ))}
        </ol>
      </div>
      {newer > 0 && (
        <div className="pointer-events-none absolute end-3 bottom-2 rounded-sm bg-recess px-2 py-1 text-2xs text-ink-2">
          {renderNewer(newer)}
        </div>
      )}
    </div>
  );
}

/** Why a list is paused; any one is enough. */
type Reason = "pointer" | "focus" | "scrolled";

export interface Hold {
  /** Rows added since the pause. */
  readonly newer: number;
  readonly change: (reason: Reason, isGiven: boolean) => void;
}

interface Held {
  readonly reasons: readonly Reason[];
  /** The total when the list paused. */
  readonly total: number;
}

/** Pauses a list while it is scrolled down or a row is about to be pressed; then it catches up. */
function useHold(total: number): Hold {
  const [held, setHeld] = useState<Held>({ reasons: [], total });
  return {
    newer: held.reasons.length > 0 ? total - held.total : 0,
    change: (reason, isGiven) => {
      setHeld((now) => {
        const others = now.reasons.filter((other) => other !== reason);
        if (isGiven === others.length < now.reasons.length) return now;
        return {
          reasons: isGiven ? [...others, reason] : others,
          total: now.reasons.length > 0 ? now.total : total,
        };
      });
    },
  };
}

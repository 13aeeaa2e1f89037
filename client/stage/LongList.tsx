import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { PointingSource } from "./pointing.ts";
import { pointsAt, usePointed } from "./usePointed.ts";

interface Item {
  readonly id: string;
}

export interface LongListProps<Thing extends Item> {
  readonly items: readonly Thing[];
  /** Estimated height of one item, until it is measured. */
  readonly itemPixels: number;
  readonly className?: string | undefined;
  readonly itemClassName?: string | undefined;
  /** A home that the agent points at is always drawn, so that the pointer can lead to it. */
  readonly pointing: PointingSource | undefined;
  readonly renderItem: (item: Thing) => ReactNode;
  /** Number of items in preceding lists, if several follow each other; even a short list is then drawn in parts. */
  readonly before?: number | undefined;
}

const CHUNK = 30;

/** A list that draws only what is within a screen of the visible part; a short one is drawn whole. */
export function LongList<Thing extends Item>(props: LongListProps<Thing>) {
  const { items, before = 0 } = props;
  if (before + items.length <= CHUNK * 2) return <Part {...props} from={0} total={items.length} />;
  const starts = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, at) => at * CHUNK);
  return starts.map((from) => (
    <LazyPart
      key={items[from]?.id}
      {...props}
      items={items.slice(from, from + CHUNK)}
      from={from}
      total={items.length}
    />
  ));
}

type PartProps<Thing extends Item> = LongListProps<Thing> & {
  readonly from: number;
  readonly total: number;
};

function Part<Thing extends Item>({
  items,
  from,
  total,
  className,
  itemClassName,
  renderItem,
}: PartProps<Thing>) {
  const isWhole = items.length === total;
  return (
    <ul className={className}>
      {items.map((item, at) => (
        <li
          key={item.id}
          className={itemClassName}
          {...(isWhole ? {} : { "aria-setsize": total, "aria-posinset": from + at + 1 })}
        >
          {renderItem(item)}
        </li>
      ))}
    </ul>
  );
}

function LazyPart<Thing extends Item>(props: PartProps<Thing>) {
  const { items, from, before = 0, itemPixels, pointing } = props;
  const ref = useRef<HTMLDivElement>(null);
  const { isNear, pixels } = useNear(ref, before + from < CHUNK * 2);
  const homes = useMemo(() => new Set(items.map(({ id }) => id)), [items]);
  const isWanted = usePointed(pointing, (now) => pointsAt(now, "unit", homes));
  const isDrawn = isNear || isWanted;
  return (
    <div
      ref={ref}
      data-part={from}
      style={isDrawn ? undefined : { blockSize: pixels ?? items.length * itemPixels }}
    >
      {isDrawn && <Part {...props} />}
    </div>
  );
}

/** Whether the element is within a screen of its scroller's visible part, and its last measured height. */
export function useNear(ref: React.RefObject<HTMLElement | null>, atFirst: boolean) {
  const [near, setNear] = useState<{ readonly isNear: boolean; readonly pixels?: number }>({
    isNear: atFirst,
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        const isNear = entry.isIntersecting || element.contains(document.activeElement);
        setNear((before) => {
          if (before.isNear === isNear) return before;
          const pixels = before.isNear ? entry.boundingClientRect.height : before.pixels;
          return pixels === undefined ? { isNear } : { isNear, pixels };
        });
      },
      { root: element.closest("[data-clip]"), rootMargin: "100% 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return near;
}

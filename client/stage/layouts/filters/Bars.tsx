import type { Track } from "./ranges.ts";

interface BarsProps {
  readonly counts: readonly number[];
  readonly track: Track;
  readonly handles: readonly [number, number];
}

/** How many homes lie where on the track; what lies between the handles is darker. */
export function Bars({ counts, track, handles }: BarsProps) {
  const most = Math.max(1, ...counts);
  const width = (track.max - track.min) / counts.length;
  const chosen = (at: number): boolean => {
    const middle = track.min + width * (at + 0.5);
    return middle >= handles[0] && middle <= handles[1];
  };
  return (
    <div aria-hidden="true" className="-mx-[9px] flex h-9 items-end gap-0.5 px-[5px]">
      {counts.map((count, at) => (
        <span
          key={at}
          className={`flex-1 transition-colors duration-(--motion-state) ${chosen(at) ? "bg-ink-3" : "bg-line-strong"}`}
          style={{ height: count === 0 ? 0 : `${8 + (count / most) * 92}%` }}
        />
      ))}
    </div>
  );
}

import { memo, useMemo } from "react";
import type { Drawing } from "../../../../schema/catalogue/drawing.ts";
import type { Words } from "../../../ui/text/words.ts";
import { fixed } from "./fixed.ts";
import { placeLabels, type LabelDetail } from "./labels.ts";

interface RoomLabelsProps {
  readonly drawing: Drawing;
  readonly words: Words;
  readonly detail: LabelDetail;
  /** The text's size in metres. */
  readonly em: number;
}

export const RoomLabels = memo(function RoomLabels({
  drawing,
  words,
  detail,
  em,
}: RoomLabelsProps) {
  const labels = useMemo(
    () =>
      placeLabels(
        drawing,
        { text: words.text, area: (area) => fixed(area, 1, words.language) },
        detail,
        em,
      ),
    [drawing, words, detail, em],
  );
  const rooms = new Map(drawing.rooms.map((room) => [room.id, room]));
  return (
    <g
      textAnchor="middle"
      dominantBaseline="central"
      fontSize={em}
      strokeWidth={em * 0.3}
      strokeLinejoin="round"
      style={{ paintOrder: "stroke", fontFamily: "var(--font-ui)", fontVariantNumeric: "normal" }}
    >
      {labels.map(({ room, at: [x, y], name, area }) => {
        const terrace = rooms.get(room)?.kind === "terrace";
        const halo = terrace ? "stroke-ground" : "stroke-paper";
        const both = name !== undefined && area !== undefined;
        return (
          <g key={room} data-room={room} className={`${halo} data-pointed:stroke-gold-wash`}>
            {name !== undefined && (
              <text
                x={x}
                y={both ? y - em * 0.65 : y}
                fill={terrace ? "var(--ink-3)" : "var(--ink)"}
                direction={words.language === "ar" ? "rtl" : "ltr"}
              >
                {name}
              </text>
            )}
            {area !== undefined && (
              <text x={x} y={both ? y + em * 0.65 : y} fill="var(--ink-3)">
                {area}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
});

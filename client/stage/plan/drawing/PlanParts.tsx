import { memo, useMemo, type SVGProps } from "react";
import type { Drawing, Room } from "../../../../schema/catalogue/drawing.ts";
import { doorPaths } from "./doors.ts";
import { furniturePath, furnitureTransform } from "./furniture.ts";
import { lengthOf, pathOf, pointOn, strokeOf, type Segment } from "../../geometry.ts";
import { inset } from "./inset.ts";
import { boardsOf } from "./rooms.ts";
import { band, cutWalls, openingsOf, thicknessAt } from "./walls.ts";

interface PartProps {
  readonly drawing: Drawing;
}

/** A line of constant screen width at any zoom. */
function Line(props: SVGProps<SVGPathElement>) {
  return <path fill="none" vectorEffect="non-scaling-stroke" {...props} />;
}

export const RoomFloors = memo(function RoomFloors({ drawing }: PartProps) {
  return (
    <g>
      {/* Adjoining rooms without a wall meet without a hairline. */}
      <Line
        d={drawing.rooms
          .filter(({ kind }) => kind !== "terrace")
          .map(({ outline }) => pathOf(outline))
          .join("")}
        stroke="var(--paper)"
        strokeWidth={1}
      />
      {drawing.rooms.map((room) => (
        <g key={room.id}>
          <path
            d={pathOf(room.outline)}
            data-room={room.id}
            className={`${room.kind === "terrace" ? "fill-ground" : "fill-paper"} data-pointed:fill-gold-wash`}
          />
          {room.kind === "terrace" && <Terrace room={room} />}
        </g>
      ))}
    </g>
  );
});

const RAIL_METRES = 0.08;

function Terrace({ room }: { readonly room: Room }) {
  return (
    <>
      <Line
        d={boardsOf(room.outline).map(strokeOf).join("")}
        stroke="var(--line-strong)"
        strokeWidth={0.9}
      />
      <Line
        d={pathOf(inset(room.outline, () => RAIL_METRES))}
        stroke="var(--furniture)"
        strokeWidth={0.9}
      />
      <Line d={pathOf(room.outline)} stroke="var(--ink)" strokeWidth={1.2} />
    </>
  );
}

export const FurnitureLines = memo(function FurnitureLines({ drawing }: PartProps) {
  return (
    <g stroke="var(--furniture)" strokeWidth={0.9}>
      {drawing.furniture.map((thing, at) => (
        <Line
          key={at}
          d={furniturePath(thing)}
          transform={furnitureTransform(thing)}
          strokeDasharray={thing.kind === "rug" ? "3 3" : undefined}
        />
      ))}
    </g>
  );
});

export const Walls = memo(function Walls({ drawing }: PartProps) {
  const path = useMemo(() => cutWalls(drawing).map(pathOf).join(""), [drawing]);
  return <path d={path} fill="var(--poche)" />;
});

const bandAt = (opening: Segment, thicknessMetres: number) =>
  band(opening, [0, lengthOf(opening)], thicknessMetres);

export const Doors = memo(function Doors({ drawing }: PartProps) {
  return (
    <g>
      {openingsOf(drawing).map((opening, at) => (
        <path
          key={at}
          d={pathOf(bandAt(opening, thicknessAt(opening, drawing)))}
          fill="var(--paper)"
        />
      ))}
      {drawing.doors.map((door, at) => {
        const { leaf, swing } = doorPaths(door);
        return (
          <g key={at}>
            <Line d={swing} stroke="var(--furniture)" strokeWidth={0.9} />
            <Line d={leaf} stroke="var(--ink)" strokeWidth={1.3} />
          </g>
        );
      })}
    </g>
  );
});

export const Windows = memo(function Windows({ drawing }: PartProps) {
  return (
    <g>
      {drawing.windows.map((opening, at) => {
        const half = thicknessAt(opening, drawing) / 2;
        const along = (aside: number) =>
          strokeOf({
            from: pointOn(opening, 0, aside),
            to: pointOn(opening, lengthOf(opening), aside),
          });
        return (
          <g key={at}>
            <Line d={along(half) + along(-half)} stroke="var(--ink)" strokeWidth={1.2} />
            <Line
              d={along(half * 0.34) + along(half * -0.34)}
              stroke="var(--glass)"
              strokeWidth={1.2}
            />
          </g>
        );
      })}
    </g>
  );
});

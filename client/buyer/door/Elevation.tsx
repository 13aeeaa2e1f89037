interface Tower {
  readonly x: number;
  readonly width: number;
  readonly floors: number;
}

const GROUND_Y = 330;
const FLOOR_HEIGHT = 12;
const TOWERS: readonly Tower[] = [
  { x: 64, width: 84, floors: 14 },
  { x: 178, width: 96, floors: 21 },
  { x: 304, width: 80, floors: 17 },
];
const BAYS = 5;

function TowerLines({ x, width, floors }: Tower) {
  const top = GROUND_Y - floors * FLOOR_HEIGHT;
  const slabs = Array.from({ length: floors }, (_, floor) => top + floor * FLOOR_HEIGHT);
  const mullions = Array.from({ length: BAYS - 1 }, (_, bay) => x + ((bay + 1) * width) / BAYS);
  return (
    <g>
      <g className="stroke-line-strong">
        {mullions.map((at) => (
          <path key={at} d={`M${at} ${top}V${GROUND_Y}`} />
        ))}
      </g>
      {slabs.map((y, floor) => (
        <path key={y} d={`M${x - 4} ${y}h${width + (floor % 3 === 0 ? 8 : 4)}`} />
      ))}
      <path d={`M${x} ${GROUND_Y}V${top}h${width}V${GROUND_Y}`} strokeWidth="1.5" />
    </g>
  );
}

/** Line drawing of three towers at a waterside, for pages without a development. */
export function Elevation() {
  return (
    <svg
      viewBox="0 0 448 400"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      className="h-full w-full fill-none stroke-ink *:[vector-effect:non-scaling-stroke] [&_path]:[vector-effect:non-scaling-stroke]"
      strokeWidth="1"
    >
      <circle cx="392" cy="74" r="22" className="stroke-control" />
      {TOWERS.map((tower) => (
        <TowerLines key={tower.x} {...tower} />
      ))}
      <path d={`M-400 ${GROUND_Y}h1248`} strokeWidth="1.5" />
      <path
        d="M52 344h72m18 0h26M176 346h88m14 0h30M300 344h76M70 356h48m60-2h64m-20 10h70m20-6h56m-210 14h48m62 4h44"
        className="stroke-line-strong"
      />
    </svg>
  );
}

/** Viewing direction in degrees; `fov` is the field of view across the viewport's smaller side. */
export interface PanoramaPlace {
  readonly yaw: number;
  readonly pitch: number;
  readonly fov: number;
}

/** A direction in the room, in degrees. */
export interface Direction {
  readonly yaw: number;
  readonly pitch: number;
}

export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Converts between directions and viewport pixels. */
interface Projection {
  /** Directions behind the viewer lie far outside the viewport, on the side to turn to. */
  readonly toView: (direction: Direction) => Spot;
  readonly toSphere: (spot: Spot) => Direction;
}

export type Project = (place: PanoramaPlace, size: ViewSize) => Projection;

const RADIAN = Math.PI / 180;

/** Normalises a direction to −180 to 180. */
export const wrapDegrees = (degrees: number): number =>
  ((((degrees + 180) % 360) + 360) % 360) - 180;

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** The position of a direction in an equirectangular picture, 0–1. */
export const toShare = ({ yaw, pitch }: Direction): Spot => ({
  x: clamp((wrapDegrees(yaw) + 180) / 360, 0, 1),
  y: clamp((90 - pitch) / 180, 0, 1),
});

export const fromShare = ({ x, y }: Spot): Direction => ({
  yaw: x * 360 - 180,
  pitch: 90 - y * 180,
});

/** Degrees between two directions. */
export function degreesBetween(one: Direction, other: Direction): number {
  const [a, b] = [one.pitch * RADIAN, other.pitch * RADIAN];
  const turn = (one.yaw - other.yaw) * RADIAN;
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn);
  return Math.acos(clamp(cosine, -1, 1)) / RADIAN;
}

/** Focal length in pixels. */
export const focalLength = ({ fov }: PanoramaPlace, { width, height }: ViewSize): number =>
  Math.min(width, height) / 2 / Math.tan((fov / 2) * RADIAN);

/** Perspective projection: straight lines stay straight. */
export const perspective: Project = (place, size) => {
  const focal = focalLength(place, size);
  const [middleX, middleY] = [size.width / 2, size.height / 2];
  const [sine, cosine] = [Math.sin(place.pitch * RADIAN), Math.cos(place.pitch * RADIAN)];
  return {
    toView: ({ yaw, pitch }) => {
      const turn = wrapDegrees(yaw - place.yaw);
      const level = Math.cos(pitch * RADIAN);
      const [right, up, ahead] = [
        level * Math.sin(turn * RADIAN),
        Math.sin(pitch * RADIAN),
        level * Math.cos(turn * RADIAN),
      ];
      const depth = ahead * cosine + up * sine;
      const height = up * cosine - ahead * sine;
      if (depth < 0.02) {
        return { x: middleX + Math.sign(turn || 1) * 4 * size.width, y: middleY };
      }
      return { x: middleX + (focal * right) / depth, y: middleY - (focal * height) / depth };
    },
    toSphere: ({ x, y }) => {
      const [right, up] = [(x - middleX) / focal, (middleY - y) / focal];
      const ahead = cosine - up * sine;
      const height = up * cosine + sine;
      return {
        yaw: wrapDegrees(place.yaw + Math.atan2(right, ahead) / RADIAN),
        pitch: Math.asin(clamp(height / Math.hypot(right, up, 1), -1, 1)) / RADIAN,
      };
    },
  };
};

const SAMPLES = [0, 0.25, 0.5, 0.75, 1] as const;
/** Margin as a share of the view's sides: edges curve between two samples. */
const CURVE = 0.05;

/** A box around all that a part of the picture (0–1) can cover in a perspective view, in the view's pixels. */
export function boundsInView(
  part: Spot & ViewSize,
  place: PanoramaPlace,
  { width, height }: ViewSize,
): Spot & ViewSize {
  const { toView } = perspective(place, { width, height });
  const spots = SAMPLES.flatMap((x) =>
    SAMPLES.map((y) =>
      toView(fromShare({ x: part.x + x * part.width, y: part.y + y * part.height })),
    ),
  );
  // The edges of a part that begins behind the viewer are unknown.
  if (spots.some(({ x }) => Math.abs(x - width / 2) >= 3 * width))
    return { x: 0, y: 0, width, height };
  const edge = (values: readonly number[], side: number) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const from = clamp(Math.floor(least - CURVE * side), 0, side);
    return { from, length: clamp(Math.ceil(most + CURVE * side), 0, side) - from };
  };
  const across = edge(
    spots.map(({ x }) => x),
    width,
  );
  const down = edge(
    spots.map(({ y }) => y),
    height,
  );
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/** Pixels per degree of a strip. */
export const stripScale = ({ fov }: PanoramaPlace, { width, height }: ViewSize): number =>
  Math.min(width, height) / fov;

/** Cylindrical projection: a strip of the picture, for devices without WebGL. */
export const strip: Project = (place, size) => {
  const scale = stripScale(place, size);
  const [middleX, middleY] = [size.width / 2, size.height / 2];
  return {
    toView: ({ yaw, pitch }) => ({
      x: middleX + wrapDegrees(yaw - place.yaw) * scale,
      y: middleY - (pitch - place.pitch) * scale,
    }),
    toSphere: ({ x, y }) => ({
      yaw: wrapDegrees(place.yaw + (x - middleX) / scale),
      pitch: clamp(place.pitch + (middleY - y) / scale, -90, 90),
    }),
  };
};
